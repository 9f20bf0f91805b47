using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>Fills in what our load wants and the operator did not say.</summary>
internal static class CsmsConnectionString
{
    public static NpgsqlConnectionStringBuilder Complete(string given)
    {
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new(given);
        }
        catch (ArgumentException exception)
        {
            throw new StorageException($"ConnectionStrings:Csms is not a PostgreSQL connection string: {exception.Message}", exception);
        }
        Default("Application Name", "csms");
        Default("Maximum Pool Size", 40);
        Default("Timeout", 10);
        Default("Command Timeout", 30);
        // Connections come back clean by our own hand: nothing here leaves session state behind.
        Default("No Reset On Close", true);
        Default("Max Auto Prepare", 100);
        Default("Auto Prepare Min Usages", 3);
        Default("Include Error Detail", false);
        return settings;

        void Default(string key, object value)
        {
            if (!settings.ContainsKey(key) || !settings.ShouldSerialize(key)) settings[key] = value;
        }
    }
}
