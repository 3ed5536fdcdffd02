using System.Text.Json.Nodes;
using CloudWorkspaces.Testing.Fuzz;
using CsCheck;

namespace CloudWorkspaces.Local.Arm.Tests.Fuzz;

/// <summary>Bodies that were good and have been changed, as requests that make no container.</summary>
internal static class BodyMutations
{
    /// <summary>No engine has it and no registry is asked for it, so that a body that stays valid makes nothing.</summary>
    private const string NoImage = "localhost/no/such:1";

    private static readonly string[] Words =
        ["Linux", "Always", "westeurope", "properties", "port", "ports", "exec", "gitRepo", "secret"];

    public static Gen<(JsonObject Body, string Text)> Of(Func<JsonObject> make) =>
        JsonMutations.Of(make, Words).Select(body =>
        {
            ReplaceImages(body);
            return (body, body.ToJsonString());
        });

    private static void ReplaceImages(JsonNode node)
    {
        foreach (var (owner, member) in JsonMutations.Places(node).ToList())
        {
            if (owner is JsonObject members && member.Equals("image", StringComparison.OrdinalIgnoreCase) &&
                members[member] is JsonValue value && value.TryGetValue<string>(out _))
            {
                members[member] = NoImage;
            }
        }
    }
}
