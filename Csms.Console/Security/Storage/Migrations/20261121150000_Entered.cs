using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Csms.Console.Security.Storage.Migrations
{
    /// <summary>Changes of accounts and keys are told to every node, as the engine's tables do (its migration 0015). What a sign-in itself writes tells nothing.</summary>
    public partial class Entered : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            CREATE TRIGGER entered AFTER DELETE ON console.users FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('account', 'Id');
            CREATE TRIGGER entered_anew AFTER UPDATE ON console.users FOR EACH ROW
                WHEN ((OLD."DisplayName", OLD."Locale", OLD."Zone", OLD."MustChangePassword", OLD."PasswordHash", OLD."SecurityStamp", OLD."TwoFactorEnabled", OLD."LockoutEnd")
                    IS DISTINCT FROM (NEW."DisplayName", NEW."Locale", NEW."Zone", NEW."MustChangePassword", NEW."PasswordHash", NEW."SecurityStamp", NEW."TwoFactorEnabled", NEW."LockoutEnd"))
                EXECUTE FUNCTION csms.tell_entered('account', 'Id');
            CREATE TRIGGER entered AFTER INSERT OR UPDATE OR DELETE ON console.role_grants FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('account', 'UserId');
            CREATE TRIGGER entered AFTER DELETE ON console.sign_in_sessions FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('account', 'UserId');
            CREATE TRIGGER entered AFTER INSERT OR DELETE ON console.api_keys FOR EACH ROW EXECUTE FUNCTION csms.tell_entered('apiKey', 'Id');
            CREATE TRIGGER entered_anew AFTER UPDATE ON console.api_keys FOR EACH ROW
                WHEN ((OLD."Name", OLD."Hash", OLD."Scopes", OLD."SiteIds", OLD."ExpiresAt") IS DISTINCT FROM (NEW."Name", NEW."Hash", NEW."Scopes", NEW."SiteIds", NEW."ExpiresAt"))
                EXECUTE FUNCTION csms.tell_entered('apiKey', 'Id');
            """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            DROP TRIGGER entered ON console.users;
            DROP TRIGGER entered_anew ON console.users;
            DROP TRIGGER entered ON console.role_grants;
            DROP TRIGGER entered ON console.sign_in_sessions;
            DROP TRIGGER entered ON console.api_keys;
            DROP TRIGGER entered_anew ON console.api_keys;
            """);
    }
}
