namespace Csms.Console.FieldWork;

/// <summary>Composition of the work in the field.</summary>
internal static class FieldWorkSetup
{
    public static IServiceCollection AddFieldWorkDesks(this IServiceCollection services) => services.AddSingleton<JobDesk>().AddSingleton<WrongLinks>().AddSingleton<JobDoor>();
}
