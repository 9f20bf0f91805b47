using Csms.Engine.LiveView;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.LiveView;

/// <summary>A field with its value is found alike by the live view and by the database.</summary>
public sealed class FieldTermTests
{
    private static readonly (string Typed, string Payload, bool Found)[] Cases =
    [
        ("connectorId:2", """{"connectorId":2,"status":"Faulted"}""", true),
        ("connectorId: 2", """{ "connectorId" : 2 }""", true),
        ("connectorId:2", """{"connectorId":21}""", false),
        ("connectorId:2", """{"evseId":2}""", false),
        ("status:fault", """{"connectorId":2,"status":"Faulted"}""", true),
        ("idTag:\"04AB\"", """{"idTag":"04ab"}""", true),
        ("value:1.5", """{"value":"1.5"}""", true),
        ("value:1.5", """{"value":"1x5"}""", false),
        ("key:a(b)*[c]", """{"key":"a(b)*[c]"}""", true),
        ("name:Übersicht", """{"name":"Übersicht 1"}""", true),
    ];

    [Fact]
    public async Task Pattern_InTheProgramAndInTheDatabase_FindsTheSame()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        foreach (var (typed, payload, found) in Cases)
        {
            var term = FieldTerm.Parse(typed);
            Assert.NotNull(term);
            Assert.True(found == term.IsIn(payload), $"{typed} in {payload}");
            await using var command = database.DataSource.CreateCommand("SELECT $1 ~* $2");
            command.Parameters.Add(new() { Value = payload });
            command.Parameters.Add(new() { Value = term.Pattern });
            Assert.True(found == (bool)(await command.ExecuteScalarAsync())!, $"{typed} in {payload}, by the database: {term.Pattern}");
        }
    }

    [Theory]
    [InlineData("Faulted")]
    [InlineData("12:30:00")]
    [InlineData("https://example.com")]
    [InlineData("connectorId:")]
    [InlineData(null)]
    public void Parse_TextThatIsNoFieldWithAValue_IsNone(string? typed) => Assert.Null(FieldTerm.Parse(typed));
}
