using Csms.Console;

var app = ConsoleApp.Build(args);
await ConsoleApp.PrepareAsync(app);
await app.RunAsync();
