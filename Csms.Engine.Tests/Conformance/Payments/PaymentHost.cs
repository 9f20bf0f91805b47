using System.Collections.Concurrent;
using Csms.Engine.Tests.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Tests.Conformance.Payments;

/// <summary>A host that makes receipts and asks a register of VAT numbers, which stands on a loopback port.</summary>
public class PaymentHost : ApiHost
{
    private readonly ConcurrentDictionary<string, int> _asked = new();
    private WebApplication? _register;

    /// <summary>What the register says, by path below its address.</summary>
    internal ConcurrentDictionary<string, string> Register { get; } = new();

    /// <summary>How often a path was asked.</summary>
    internal int Asked(string path) => _asked.GetValueOrDefault(path);

    public override async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _register = builder.Build();
        _register.Urls.Add("http://127.0.0.1:0");
        _register.Run(AnswerAsync);
        await _register.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _register!.StopAsync();
        await _register.DisposeAsync();
    }

    protected override void Configure(IDictionary<string, string?> settings)
    {
        settings["Csms:Payments:Currency"] = "EUR";
        settings["Csms:Payments:ReceiptUrl"] = "https://receipts.example.com/{station}/{settlement}";
        settings["Csms:Payments:VatRegisterUrl"] = _register!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/api";
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        _asked.AddOrUpdate(path, 1, (_, before) => before + 1);
        if (Register.TryGetValue(path, out var body)) return context.Response.WriteAsync(body);
        context.Response.StatusCode = 500;
        return Task.CompletedTask;
    }
}
