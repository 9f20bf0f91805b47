using Csms.Console.Security.ApiKeys;
using Csms.Console.Security.Audit;
using Csms.Console.Security.Invitations;
using Csms.Console.Security.SecondFactors;
using Csms.Console.Security.SignIns;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Csms.Console.Security.Storage;

/// <summary>Accounts, grants, API keys and the audit log: schema "console" of the one database.</summary>
public sealed class ConsoleDbContext(DbContextOptions<ConsoleDbContext> options) : IdentityUserContext<ConsoleUser, Guid>(options)
{
    internal const string Schema = "console";

    internal DbSet<RoleGrant> Grants => Set<RoleGrant>();
    internal DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    internal DbSet<AuditEntry> Audit => Set<AuditEntry>();
    internal DbSet<AuthenticatorKey> AuthenticatorKeys => Set<AuthenticatorKey>();
    internal DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    internal DbSet<Invitation> Invitations => Set<Invitation>();
    internal DbSet<SignInSession> SignInSessions => Set<SignInSession>();
    internal DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
        builder.Entity<ConsoleUser>(user =>
        {
            user.ToTable("users");
            user.Property(u => u.DisplayName).HasMaxLength(120);
            user.Property(u => u.Locale).HasMaxLength(20);
            user.Property(u => u.Zone).HasMaxLength(60);
            user.HasMany(u => u.Grants).WithOne().HasForeignKey(g => g.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("user_tokens");
        builder.Entity<RoleGrant>(grant =>
        {
            grant.ToTable("role_grants");
            grant.Property(g => g.Role).HasConversion<string>().HasMaxLength(20);
            grant.Property(g => g.SiteId).HasMaxLength(60);
            // One row a role and place; PostgreSQL 15 counts two "everywhere" as the same.
            grant.HasIndex(g => new { g.UserId, g.Role, g.SiteId }).IsUnique().AreNullsDistinct(false);
        });
        builder.Entity<ApiKey>(key =>
        {
            key.ToTable("api_keys");
            key.Property(k => k.Name).HasMaxLength(120);
            key.Property(k => k.Prefix).HasMaxLength(16);
            key.HasIndex(k => k.Hash).IsUnique();
        });
        builder.Entity<AuditEntry>(entry =>
        {
            entry.ToTable("audit");
            entry.Property(e => e.Id).UseIdentityAlwaysColumn();
            entry.Property(e => e.ActorKind).HasConversion<string>().HasMaxLength(10);
            entry.Property(e => e.Before).HasColumnType("jsonb");
            entry.Property(e => e.After).HasColumnType("jsonb");
            entry.HasIndex(e => e.At);
            entry.HasIndex(e => new { e.SubjectKind, e.SubjectId, e.At });
            entry.HasIndex(e => new { e.ActorId, e.At });
        });
        builder.Entity<AuthenticatorKey>(key =>
        {
            key.ToTable("authenticator_keys");
            key.HasKey(k => k.UserId);
            key.HasOne<ConsoleUser>().WithOne().HasForeignKey<AuthenticatorKey>(k => k.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<RecoveryCode>(code =>
        {
            code.ToTable("recovery_codes");
            code.HasIndex(c => new { c.UserId, c.Hash }).IsUnique();
            code.HasOne<ConsoleUser>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<SignInSession>(session =>
        {
            session.ToTable("sign_in_sessions");
            session.Property(s => s.Agent).HasMaxLength(300);
            session.Property(s => s.Address).HasMaxLength(60);
            session.Property(s => s.Provider).HasMaxLength(120);
            session.HasIndex(s => new { s.UserId, s.SeenAt });
            session.HasOne<ConsoleUser>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<Invitation>(invitation =>
        {
            invitation.ToTable("invitations");
            invitation.Property(i => i.Email).HasMaxLength(256);
            invitation.Property(i => i.NormalizedEmail).HasMaxLength(256);
            invitation.Property(i => i.DisplayName).HasMaxLength(120);
            invitation.Property(i => i.InvitedBy).HasMaxLength(120);
            invitation.HasIndex(i => i.NormalizedEmail).IsUnique();
            invitation.HasIndex(i => i.TokenHash).IsUnique();
        });
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
    }
}
