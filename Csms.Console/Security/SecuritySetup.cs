using Csms.Console.Security.Accounts;
using Csms.Console.Security.ApiKeys;
using Csms.Console.Security.Audit;
using Csms.Console.Security.Invitations;
using Csms.Console.Security.SecondFactors;
using Csms.Console.Security.SignIns;
using Csms.Console.Security.SingleSignOn;
using Csms.Console.Security.Storage;
using Csms.Engine.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Console.Security;

/// <summary>Composition of sign-in, permissions, API keys and audit.</summary>
internal static class SecuritySetup
{
    private const long StartLock = 0x43534D53_00000001; // "CSMS" 1: the advisory lock of migrations

    /// <summary>Registers everything; the database comes from the registered <see cref="NpgsqlDataSource"/>.</summary>
    public static IServiceCollection AddConsoleSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BootstrapOptions>().Bind(configuration.GetSection(BootstrapOptions.Section));
        services.AddOptions<SecurityOptions>().Bind(configuration.GetSection(SecurityOptions.Section)).ValidateOnStart()
            .Validate(options => SecurityOptions.RolesOf(options.SecondFactorRoles) is not null, $"{SecurityOptions.Section}:{nameof(SecurityOptions.SecondFactorRoles)} names a role that does not exist. Roles: {string.Join(", ", Enum.GetNames<Role>())}.");
        services.AddDbContextFactory<ConsoleDbContext>((provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>(),
            postgres => postgres.MigrationsHistoryTable("__migrations", ConsoleDbContext.Schema)));
        services.AddHttpContextAccessor();
        services.AddSingleton<SecurityRules>().AddSingleton<KeySeal>().AddSingleton<SignInSessions>().AddSingleton<InvitationDesk>().AddSingleton<UserDesk>().AddSingleton<SettingsDesk>().AddScoped<SecondFactor>();
        services.AddSingleton<AccessDirectory>().AddSingleton<ApiKeyDirectory>().AddSingleton<ApiKeyStore>().AddSingleton<KeyDesk>().AddSingleton<UserAccounts>().AddSingleton<Bootstrap>();
        services.AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<AccessDirectory>()).AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<ApiKeyDirectory>()).AddSingleton<IKeepsEntered, EnteredRules>();
        services.AddSingleton<CallerAddress>().AddSingleton<IAuditLog, AuditLog>();
        services.AddHostedService<ApiKeyUseWriter>();
        services.AddScoped<IUserScope, UserScope>().AddScoped<CircuitHandler, CallerCircuitHandler>().AddScoped<CircuitHandler, WatchedCircuit>();
        services.AddScoped<AuthenticationStateProvider, CircuitAuthentication>();
        services.AddCascadingAuthenticationState();

        services.AddDataProtection().SetApplicationName("Csms.Console");
        services.AddSingleton<KeyRingSecret>();
        services.AddSingleton<ISecretSeal>(provider => new SecretSeal(provider.GetRequiredService<IDataProtectionProvider>()));
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new KeyRing(provider.GetRequiredService<IDbContextFactory<ConsoleDbContext>>());
            options.XmlEncryptor = new KeyRingEncryptor(provider.GetRequiredService<KeyRingSecret>());
        }));

        services.AddIdentityCore<ConsoleUser>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Password = new PasswordOptions { RequiredLength = 10, RequiredUniqueChars = 4, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
                options.Lockout = new LockoutOptions { AllowedForNewUsers = true, MaxFailedAccessAttempts = 5, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5) };
            })
            .AddEntityFrameworkStores<ConsoleDbContext>().AddSignInManager<ConsoleSignIn>()
            .AddTokenProvider<DataProtectorTokenProvider<ConsoleUser>>(TokenOptions.DefaultProvider).AddTokenProvider<TotpProvider>(TotpProvider.Name).AddTokenProvider<RecoveryProvider>(RecoveryProvider.Name)
            .AddClaimsPrincipalFactory<ConsoleClaims>()
            .AddErrorDescriber<AccountErrors>();
        services.AddScoped(provider => (ConsoleSignIn)provider.GetRequiredService<SignInManager<ConsoleUser>>());
        services.AddScoped<ISecurityStampValidator, SessionValidator>();
        services.Configure<SecurityStampValidatorOptions>(options =>
        {
            options.ValidationInterval = AccessDirectory.Freshness;
            options.OnRefreshingPrincipal = context =>
            {
                foreach (var kept in (string[])[SignInSessions.Claim, ConsoleClaims.Provider])
                    if (context.CurrentPrincipal?.FindFirst(kept) is { } claim) context.NewPrincipal?.Identities.First().AddClaim(claim.Clone());
                return Task.CompletedTask;
            };
        });

        const string byPath = "ByPath";
        services.AddAuthentication(byPath)
            .AddPolicyScheme(byPath, null, options => options.ForwardDefaultSelector =
                context => context.Request.Path.StartsWithSegments("/api") ? ApiKeyHandler.Scheme : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Scheme, null)
            .AddSingleSignOn(configuration)
            .AddIdentityCookies();
        services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "csms";
            options.CookieManager = new HostCookies();
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.LoginPath = "/sign-in";
            options.AccessDeniedPath = "/denied";
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = SignInSessions.Lifetime;
            options.SlidingExpiration = true;
            options.Events.OnValidatePrincipal = context =>
            {
                // A cookie is checked against its account every half a minute, and at once when the account was changed here.
                if (context.HttpContext.RequestServices.GetRequiredService<AccessDirectory>().ChangedSince(context.Principal, context.Properties.IssuedUtc)) context.Properties.IssuedUtc = null;
                return SecurityStampValidator.ValidatePrincipalAsync(context);
            };
        });

        foreach (var (scheme, name) in ((string, string)[])[(IdentityConstants.TwoFactorUserIdScheme, "csms-step"), (IdentityConstants.ExternalScheme, "csms-provider")])
            services.Configure<CookieAuthenticationOptions>(scheme, options =>
            {
                options.Cookie.Name = name;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.CookieManager = new HostCookies();
            });
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "csms-form";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });

        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
        services.AddAuthorization(options =>
        {
            options.FallbackPolicy = options.DefaultPolicy; // whatever says nothing needs a signed-in caller
            foreach (var permission in Permissions.All)
                options.AddPolicy(permission, policy => policy.RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(permission)));
        });
        return services;
    }

    /// <summary>Brings schema "console" up to date and makes the first administrator, one node at a time.</summary>
    public static async Task MigrateConsoleAsync(this IServiceProvider services, CancellationToken cancellationToken = default)
    {
        var source = services.GetRequiredService<NpgsqlDataSource>();
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using (var take = new NpgsqlCommand("select pg_advisory_lock($1)", connection) { Parameters = { new() { Value = StartLock } }, CommandTimeout = 0 })
            await take.ExecuteNonQueryAsync(cancellationToken);
        try
        {
            await using (var database = await services.GetRequiredService<IDbContextFactory<ConsoleDbContext>>().CreateDbContextAsync(cancellationToken))
                await database.Database.MigrateAsync(cancellationToken);
            await services.GetRequiredService<SecurityRules>().LoadAsync(cancellationToken);
            await services.GetRequiredService<Bootstrap>().RunAsync(System.Console.WriteLine, cancellationToken);
        }
        finally
        {
            await using var release = new NpgsqlCommand("select pg_advisory_unlock($1)", connection) { Parameters = { new() { Value = StartLock } } };
            await release.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }
}
