using Csms.Console;

var arguments = HostArguments.Parse(args);
if (arguments.Help || arguments.Error is not null)
{
    if (arguments.Error is not null) await System.Console.Error.WriteLineAsync(arguments.Error);
    await System.Console.Out.WriteLineAsync(HostArguments.Usage);
    return arguments.Error is null ? 0 : 2;
}

await ConsoleApp.Build(arguments.Settings).RunAsync();
return 0;
