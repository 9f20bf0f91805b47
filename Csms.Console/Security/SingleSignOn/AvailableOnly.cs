namespace Csms.Console.Security.SingleSignOn;

/// <summary>An answer of a provider that is out of order is no answer: it is told apart from one that is wrong.</summary>
internal sealed class AvailableOnly(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if ((int)answer.StatusCode < StatusCodes.Status500InternalServerError) return answer;
        answer.Dispose();
        throw new HttpRequestException($"The provider answered {(int)answer.StatusCode}.", null, answer.StatusCode);
    }
}
