using System.Text.Json.Serialization;

namespace CloudWorkspaces.Local.Functions.Keys;

/// <summary>The JSON of the blobs with keys.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(HostSecrets))]
[JsonSerializable(typeof(FunctionSecrets))]
internal sealed partial class SecretsJson : JsonSerializerContext;
