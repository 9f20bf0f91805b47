using Csms.SchemaGen;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: Csms.SchemaGen SCHEMAS_DIR OUT_DIR   (OUT_DIR is Csms.Engine/Ocpp)");
    return 2;
}

foreach (var (path, text) in MessageGenerator.Generate(args[0]))
{
    var file = Path.Combine(args[1], path);
    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    if (!File.Exists(file) || File.ReadAllText(file) != text)
    {
        File.WriteAllText(file, text);
        Console.WriteLine(path);
    }
}

return 0;
