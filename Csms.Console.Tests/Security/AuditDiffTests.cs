using Csms.Console.Controls;
using Csms.Console.Security.Audit;

namespace Csms.Console.Tests.Security;

public sealed class AuditDiffTests
{
    [Theory]
    [InlineData(null, null, "")]
    [InlineData(null, """{"name":"A"}""", "name:-→A")]
    [InlineData("""{"name":"A"}""", null, "name:A→-")]
    [InlineData("""{"name":"A","zone":"UTC"}""", """{"name":"B","zone":"UTC"}""", "name:A→B zone:UTC=UTC")]
    [InlineData("""{"roles":["Viewer"]}""", """{"roles":["Viewer","Operator"]}""", "roles:Viewer→Viewer, Operator")]
    [InlineData("""{"at":{"lat":1.5,"on":true}}""", """{"at":{"lat":2.5,"on":true}}""", "at.lat:1.5→2.5 at.on:True=True")]
    [InlineData("""{"list":[{"id":1},{"id":2}]}""", """{"list":[{"id":1}]}""", "list[1].id:1=1 list[2].id:2→-")]
    [InlineData("""{"gone":1}""", """{"come":2}""", "gone:1→- come:-→2")]
    public void Diff_OfTwoStates_NamesEachMember(string? before, string? after, string expected) => Assert.Equal(
        expected, string.Join(' ', AuditDiff.Of(before, after).Select(change => $"{change.Member}:{change.Before ?? "-"}{(change.IsSame ? "=" : "→")}{change.After ?? "-"}")));
}
