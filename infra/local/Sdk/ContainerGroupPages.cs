using System.Text.Json.Nodes;

namespace Azure.ResourceManager.ContainerInstance;

/// <summary>The pages of a list, which lead on by <c>nextLink</c>.</summary>
internal sealed class ContainerGroupPages(
    ArmClient client, ContainerGroupsRest rest, Uri first, CancellationToken cancellationToken)
    : AsyncPageable<ContainerGroupResource>(cancellationToken)
{
    public override async IAsyncEnumerable<Page<ContainerGroupResource>> AsPages(
        string? continuationToken = null, int? pageSizeHint = null)
    {
        var next = continuationToken ?? ContainerGroupsRest.WithApiVersion(first).AbsoluteUri;
        while (next is not null)
        {
            var answer = await rest.GetPageAsync(new Uri(next), CancellationToken).ConfigureAwait(false);
            var page = JsonNode.Parse(answer.Content.ToMemory().Span)!;
            var items = page["value"]!.AsArray()
                .Select(group => new ContainerGroupResource(client, ContainerGroupReader.Read(group!)))
                .ToList();
            next = page["nextLink"]?.GetValue<string>();
            yield return Page<ContainerGroupResource>.FromValues(items, next, answer);
        }
    }
}
