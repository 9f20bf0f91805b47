using Csms.Console;

var arguments = HostArguments.Parse(args);
if (arguments.Help || arguments.Error is not null)
{
    if (arguments.Error is not null) await Console.Error.WriteLineAsync(arguments.Error);
    await Console.Out.WriteLineAsync(HostArguments.Usage);
    return arguments.Error is null ? 0 : 2;
}
var app = ConsoleApp.Build(arguments.Settings);
await ConsoleApp.PrepareAsync(app);
await app.RunAsync();
return 0;
