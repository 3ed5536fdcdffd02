using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudWorkspaces.Local.Functions.Keys;

/// <summary>The blob of one function: keys that open it alone.</summary>
internal sealed record FunctionSecrets
{
    public IReadOnlyList<SecretKey> Keys { get; init; } = [];

    /// <summary>What other hosts keep there is written back as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Other { get; set; }

    /// <summary>This, or a copy with a first key.</summary>
    public FunctionSecrets Complete() => Keys.Count > 0 ? this : this with { Keys = [SecretKey.New("default")] };
}
