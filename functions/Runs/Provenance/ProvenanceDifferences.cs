using System.Text.Json.Nodes;

namespace CloudWorkspaces.Runs.Provenance;

/// <summary>In what a run that repeats another differs from it, of all that its result may depend on.</summary>
internal static class ProvenanceDifferences
{
    /// <summary>What is named; further ones are only counted.</summary>
    public const int MaxNamed = 500;

    private static readonly string[] Fields =
    [
        "notebookSha256", "kernel", "environment", "image", "flavor", "pythonVersion", "papermillVersion", "agentVersion",
        "restoredPackages",
    ];

    /// <param name="earlier">The provenance of the run that is repeated.</param>
    /// <param name="later">That of the repetition.</param>
    public static IReadOnlyList<ProvenanceDifference> Find(JsonObject earlier, JsonObject later)
    {
        List<ProvenanceDifference> all = [];
        Compare("git.commit", earlier["git"]?["commit"], later["git"]?["commit"]);
        foreach (var field in Fields)
        {
            Compare(field, earlier[field], later[field]);
        }

        foreach (var (name, before, after) in Joined(earlier["parameters"] as JsonObject, later["parameters"] as JsonObject))
        {
            Compare($"parameters.{name}", before, after);
        }

        if (earlier["packages"] is JsonArray && later["packages"] is JsonArray)
        {
            foreach (var (name, before, after) in Joined(Versions(earlier["packages"]), Versions(later["packages"])))
            {
                Compare($"packages.{name}", before, after);
            }
        }

        foreach (var (mount, before, after) in Joined(Mounts(earlier), Mounts(later)))
        {
            all.AddRange(OfInputs(mount, before, after));
        }

        return all;

        void Compare(string field, JsonNode? before, JsonNode? after)
        {
            if (!JsonNode.DeepEquals(before, after))
            {
                all.Add(new() { Field = field, Before = before?.DeepClone(), After = after?.DeepClone() });
            }
        }
    }

    private static List<ProvenanceDifference> OfInputs(string mount, JsonNode? before, JsonNode? after)
    {
        if (JsonNode.DeepEquals(before?["sha256"], after?["sha256"]))
        {
            return [];
        }

        var named = Joined(before?["eTags"] as JsonObject, after?["eTags"] as JsonObject)
            .Where(file => !JsonNode.DeepEquals(file.Before, file.After))
            .Select(file => new ProvenanceDifference
            {
                Field = "inputs",
                Mount = mount,
                Path = file.Name,
                Before = file.Before?.DeepClone(),
                After = file.After?.DeepClone(),
            })
            .ToList();
        return named.Count > 0
            ? named
            // Beyond the files that are named: only the digests tell.
            :
            [
                new()
                {
                    Field = "inputs",
                    Mount = mount,
                    Before = before?["sha256"]?.DeepClone(),
                    After = after?["sha256"]?.DeepClone(),
                },
            ];
    }

    private static JsonObject Mounts(JsonObject provenance) => ByName(
        (provenance["inputs"] as JsonArray ?? []).Select(one => (Name: $"{one?["mount"]}", Value: one)));

    /// <summary>From lines as an image's lock has them: <c>name=version</c>.</summary>
    private static JsonObject Versions(JsonNode? packages) => ByName(
        packages!.AsArray().Select(line => $"{line}".Split('=', 2))
            .Select(parts => (Name: parts[0], Value: (JsonNode?)JsonValue.Create(parts[^1].TrimStart('=')))));

    private static JsonObject ByName(IEnumerable<(string Name, JsonNode? Value)> all)
    {
        JsonObject found = [];
        foreach (var (name, value) in all)
        {
            found[name] = value?.DeepClone();
        }

        return found;
    }

    private static IEnumerable<(string Name, JsonNode? Before, JsonNode? After)> Joined(JsonObject? before, JsonObject? after) =>
        (before ?? []).Select(pair => pair.Key).Union((after ?? []).Select(pair => pair.Key)).Order(StringComparer.Ordinal)
            .Select(name => (name, before?[name], after?[name]));
}
