using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>What a run tells of itself, and of how a repetition differed.</summary>
[Trait("Category", "EndToEnd")]
[Collection(MountFixture.Collection)]
public sealed class ProvenanceTests(MountFixture fixture)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly WorkspaceClient _client = fixture.Stack.Client;

    [Fact]
    public async Task Rerun_OfAMountWhoseFileHasChanged_TellsTheETagsOfBoth()
    {
        await using var mounts = new MountClient(_client.Http);
        await _client.PutFileAsync("provenance/a.txt", "one"u8.ToArray());
        await _client.PutFileAsync("provenance/b.txt", "stays"u8.ToArray());
        await mounts.PutAsync("inputs", new { kind = "blob", prefix = "provenance", readOnly = true });
        var (before, stays) = (await TagAsync("a.txt"), await TagAsync("b.txt"));
        var first = await _client.WaitForEndAsync(
            await _client.RunAsync(Notebooks.Python("print(open('/mnt/inputs/a.txt').read())"), new { year = 2026 }), Deadline);
        await _client.PutFileAsync("provenance/a.txt", "two"u8.ToArray());
        var after = await TagAsync("a.txt");

        var again = await RerunAsync(first);

        var provenance = await ReadAsync(first);
        var inputs = Assert.Single(provenance["inputs"]!.AsArray())!;
        Assert.Equal(("inputs", 2), ($"{inputs["mount"]}", (int)inputs["files"]!));
        Assert.Equal((before, stays), ($"{inputs["eTags"]!["a.txt"]}", $"{inputs["eTags"]!["b.txt"]}"));
        Assert.EndsWith("default-files", $"{inputs["container"]}", StringComparison.Ordinal);
        Assert.Equal("""{"year":2026}""", provenance["parameters"]!.ToJsonString());
        Assert.Equal($"{first["image"]}", $"{provenance["image"]}");
        Assert.Equal(2L << 30, (long)provenance["memoryLimitBytes"]!);
        Assert.True((int)provenance["timings"]!["papermillMs"]! > 0);
        Assert.Null(provenance["differences"]);

        var repeated = await ReadAsync(again);
        var difference = Assert.Single(repeated["differences"]!.AsArray())!;
        Assert.Equal(("inputs", "a.txt"), ($"{difference["mount"]}", $"{difference["path"]}"));
        Assert.Equal((before, after), ($"{difference["before"]}", $"{difference["after"]}"));
        Assert.Equal(1, (int)repeated["differenceCount"]!);
    }

    private async Task<JsonObject> RerunAsync(JsonObject run)
    {
        using var answer = await _client.Http.PostAsync($"runs/{run["id"]}/rerun", null);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return await _client.WaitForEndAsync($"{JsonNode.Parse(text)!["id"]}", Deadline);
    }

    private async Task<JsonObject> ReadAsync(JsonObject run) =>
        JsonNode.Parse(await _client.Http.GetStringAsync($"runs/{run["id"]}/provenance"))!.AsObject();

    private async Task<string> TagAsync(string name) =>
        (await fixture.Files.GetBlobClient($"provenance/{name}").GetPropertiesAsync()).Value.ETag.ToString();
}
