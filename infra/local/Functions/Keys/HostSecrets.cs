using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudWorkspaces.Local.Functions.Keys;

/// <summary>The blob host.json: keys of the app as a whole.</summary>
internal sealed record HostSecrets
{
    /// <summary>Opens everything.</summary>
    public SecretKey? MasterKey { get; init; }

    /// <summary>Open every function of level Function.</summary>
    public IReadOnlyList<SecretKey> FunctionKeys { get; init; } = [];

    /// <summary>Each opens the endpoints of the extension that it is named after.</summary>
    public IReadOnlyList<SecretKey> SystemKeys { get; init; } = [];

    /// <summary>What other hosts keep there is written back as it was read.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Other { get; set; }

    public SecretKey? SystemKey(string name) =>
        SystemKeys.FirstOrDefault(key => string.Equals(key.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>This, or a copy to which the keys are added that every app has.</summary>
    public HostSecrets Complete()
    {
        var complete = this;
        if (MasterKey is null)
        {
            complete = complete with { MasterKey = SecretKey.New("master") };
        }

        if (FunctionKeys.Count == 0)
        {
            complete = complete with { FunctionKeys = [SecretKey.New("default")] };
        }

        return SystemKey(KeyNames.DurableTask) is null
            ? complete with { SystemKeys = [.. SystemKeys, SecretKey.New(KeyNames.DurableTask)] }
            : complete;
    }
}
