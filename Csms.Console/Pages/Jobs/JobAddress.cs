using Csms.Engine.Gateway;
using Microsoft.Extensions.Options;

namespace Csms.Console.Pages.Jobs;

/// <summary>The whole address of a link: under the public name of the host, else as the console itself was reached.</summary>
internal sealed class JobAddress(IOptions<PublicOptions> options)
{
    /// <summary>What a technician opens.</summary>
    public string Of(string consoleBase, string link) => (options.Value.PublicUrl is { Length: > 0 } known ? known : consoleBase).TrimEnd('/') + JobLinks.Phone(link);
}
