using System.Text.Json.Nodes;

namespace Azure.ResourceManager.ContainerInstance;

/// <summary>The pages of a list, which lead on by <c>nextLink</c>.</summary>
internal sealed class ArmPages<T>(
    ContainerGroupsRest rest, Uri first, Func<JsonNode, T> read, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        var next = continuationToken ?? ContainerGroupsRest.WithApiVersion(first).AbsoluteUri;
        while (next is not null)
        {
            var answer = await rest.GetPageAsync(new Uri(next), CancellationToken).ConfigureAwait(false);
            var page = JsonNode.Parse(answer.Content.ToMemory().Span)!;
            var items = page["value"]!.AsArray().Select(item => read(item!)).ToList();
            next = page["nextLink"]?.GetValue<string>();
            yield return Page<T>.FromValues(items, next, answer);
        }
    }
}
