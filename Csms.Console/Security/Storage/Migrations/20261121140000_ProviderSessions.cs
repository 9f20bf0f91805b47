using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Csms.Console.Security.Storage.Migrations
{
    /// <inheritdoc />
    public partial class ProviderSessions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Provider",
                schema: "console",
                table: "sign_in_sessions",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SealedIdToken",
                schema: "console",
                table: "sign_in_sessions",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Provider",
                schema: "console",
                table: "sign_in_sessions");

            migrationBuilder.DropColumn(
                name: "SealedIdToken",
                schema: "console",
                table: "sign_in_sessions");
        }
    }
}
