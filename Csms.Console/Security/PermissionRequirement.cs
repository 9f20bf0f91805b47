using Microsoft.AspNetCore.Authorization;

namespace Csms.Console.Security;

/// <summary>The caller may do this on at least one site.</summary>
internal sealed record PermissionRequirement(string Permission) : IAuthorizationRequirement;
