using System.Globalization;
using Bunit;
using Csms.Console.Controls;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Radzen;

namespace Csms.Console.Tests.Support;

/// <summary>A control alone: real formats and texts, a clock that stands still, British English, UTC.</summary>
public abstract class ControlTest : BunitContext
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture, _texts = CultureInfo.CurrentUICulture;

    protected ControlTest()
    {
        Speak("en-GB");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        Services.AddSingleton<IHostApplicationLifetime>(new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance));
        Services.AddConsoleControls();
        Services.AddRadzenComponents();
        Services.Configure<ConsoleOptions>(options => options.Zone = "Europe/Berlin");
    }

    protected StoppedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 21, 13, 32, 0, TimeSpan.Zero));

    protected static void Speak(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
    }

    protected override void Dispose(bool disposing)
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_culture, _texts);
        base.Dispose(disposing);
    }
}
