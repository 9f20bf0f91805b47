using System.CommandLine;

namespace Csms.Pictures;

internal static class Program
{
    public static Task<int> Main(string[] args) => Root().Parse(args).InvokeAsync();

    private static RootCommand Root()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "Where the pictures go; outside the repository." };
        folder.Validators.Add(result =>
        {
            if (PictureOptions.FolderFault(result.GetRequiredValue(folder)) is { } fault) result.AddError(fault);
        });
        var url = new Option<Uri?>("--url") { Description = "A console that runs; without it a demo network is started over a fresh data folder.", CustomParser = ReadUrl };
        var email = new Option<string>("--email") { Description = "Who signs in.", DefaultValueFactory = _ => DemoConsole.AdminEmail };
        var password = new Option<string>("--password") { Description = "With what.", DefaultValueFactory = _ => DemoConsole.AdminPassword };
        var chromium = new Option<string>("--chromium") { Description = "The browser.", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("CSMS_CHROMIUM") ?? "/usr/bin/chromium" };
        var only = Several<string>("--only", "Paths or names of pages, with commas: /stations,session.");
        var width = Several<int>("--width", "1440, 390.").Among(Look.Widths);
        var theme = Several<string>("--theme", "light, dark.").Among(Look.Themes);
        var language = Several<string>("--language", "en, de.").Among(Look.Languages);
        var warm = new Option<int>("--warm") { Description = "Seconds the network runs before, for full charts.", DefaultValueFactory = _ => 0 };
        var strict = new Option<bool>("--strict") { Description = "Findings end with 1." };
        var root = new RootCommand("Pictures of every page of the console, in both themes, languages and widths; what does not fit or fails is told on standard output.")
        {
            folder, url, email, password, chromium, only, width, theme, language, warm, strict,
        };
        root.SetAction(async (parse, cancellation) =>
        {
            var options = new PictureOptions
            {
                Folder = parse.GetRequiredValue(folder),
                Url = parse.GetValue(url),
                Email = parse.GetRequiredValue(email),
                Password = parse.GetRequiredValue(password),
                Chromium = parse.GetRequiredValue(chromium),
                Only = parse.GetValue(only) ?? [],
                Widths = parse.GetValue(width) is { Length: > 0 } widths ? widths : Look.Widths,
                Themes = parse.GetValue(theme) is { Length: > 0 } themes ? themes : Look.Themes,
                Languages = parse.GetValue(language) is { Length: > 0 } languages ? languages : Look.Languages,
                Warm = TimeSpan.FromSeconds(parse.GetValue(warm)),
            };
            try
            {
                var findings = await Gallery.MakeAsync(options, cancellation);
                return findings > 0 && parse.GetValue(strict) ? 1 : 0;
            }
            catch (Exception exception) when (exception is PictureException or Microsoft.Playwright.PlaywrightException)
            {
                await System.Console.Error.WriteLineAsync(exception.Message.Split('\n')[0]);
                return 2;
            }
        });
        return root;
    }

    private static Option<T[]> Several<T>(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(text => Read<T>(result, text))],
    };

    private static Uri? ReadUrl(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")) return address;
        result.AddError($"'{result.Tokens[0].Value}' is no address such as http://localhost:8080.");
        return null;
    }

    private static T Read<T>(System.CommandLine.Parsing.ArgumentResult result, string text)
    {
        if (typeof(T) == typeof(string)) return (T)(object)text;
        if (int.TryParse(text, out var number)) return (T)(object)number;
        result.AddError($"'{text}' is not a number.");
        return default!;
    }

    private static Option<T[]> Among<T>(this Option<T[]> option, IReadOnlyList<T> choices)
    {
        option.Validators.Add(result =>
        {
            foreach (var wrong in (result.GetValue(option) ?? []).Where(value => !choices.Contains(value))) result.AddError($"{option.Name} knows {string.Join(", ", choices)}, not '{wrong}'.");
        });
        return option;
    }
}
