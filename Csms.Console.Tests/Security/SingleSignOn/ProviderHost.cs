using System.Text.Json.Nodes;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.Audit;
using Csms.Console.Security.SingleSignOn;
using Csms.Console.Tests.Support;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Csms.Console.Tests.Security.SingleSignOn;

/// <summary>The host with a provider of its own.</summary>
public sealed class ProviderHost : BrowserHost
{
    public const string Name = "Nordlicht ID";

    public FakeProvider Provider { get; } = new();

    /// <summary>The settings in force; tests change them and <see cref="Reset"/> takes it back.</summary>
    internal SingleSignOnOptions Settings => Services.GetRequiredService<IOptions<SingleSignOnOptions>>().Value;

    internal UserAccounts Accounts => Services.GetRequiredService<UserAccounts>();

    public override async Task InitializeAsync()
    {
        await Provider.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Provider.DisposeAsync();
    }

    /// <summary>Everything as it was configured, and somebody in front of the browser.</summary>
    public void Reset(string? subject = null, string? email = null)
    {
        Provider.Reset();
        var handler = Services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(SingleSignOnSetup.Scheme);
        handler.ConfigurationManager = SingleSignOnSetup.DocumentsOf(Provider.Authority, handler.Backchannel);
        (Settings.GroupRoles, Settings.CreateAccounts, Settings.LinkByEmail, Settings.TrustEmail, Settings.Only, Settings.BreakGlass, Settings.SecondFactor) = ("", false, false, false, false, "", SecondFactorTrust.Amr);
        Provider.Person = subject is null ? [] : new JsonObject { ["sub"] = subject, ["email"] = email ?? $"{subject}@example.com", ["email_verified"] = true, ["name"] = $"Name of {subject}" };
    }

    /// <summary>A browser without scripts.</summary>
    public Walker Walk() => new(Address, Provider.Authority);

    internal async Task<ConsoleUser?> UserAsync(string email) => (await Accounts.ListAsync()).SingleOrDefault(user => user.Email == email);

    /// <summary>An account whose password is <see cref="BrowserHost.RolePassword"/>.</summary>
    internal async Task<ConsoleUser> MakeAsync(string email, Role role)
    {
        await CreateAsync(email, RolePassword, role);
        return (await UserAsync(email))!;
    }

    internal async Task<IReadOnlyList<AuditEntry>> AuditAsync(string subject) => (await Services.GetRequiredService<IAuditLog>().ReadAsync(new AuditQuery(SubjectId: subject), 0, 20)).Entries;

    protected override void Configure(IDictionary<string, string?> settings)
    {
        settings["Csms:OpenIdConnect:Authority"] = Provider.Authority;
        settings["Csms:OpenIdConnect:ClientId"] = FakeProvider.ClientId;
        settings["Csms:OpenIdConnect:ClientSecret"] = FakeProvider.ClientSecret;
        settings["Csms:OpenIdConnect:DisplayName"] = Name;
    }
}
