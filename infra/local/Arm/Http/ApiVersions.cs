using System.Text.RegularExpressions;
using CloudWorkspaces.Local.Arm.Registry;
using CloudWorkspaces.Local.Arm.Resources;
using CloudWorkspaces.Local.Arm.Shares;

namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>The api-versions that the emulator speaks.</summary>
internal static partial class ApiVersions
{
    /// <summary>Of Microsoft.ContainerInstance: its own documents say what each has.</summary>
    public static readonly string[] Supported = ["2023-05-01", "2025-09-01", "2026-07-01"];

    /// <summary>Those that clients still send, each with the one that it is answered as.</summary>
    private static readonly Dictionary<string, string> Others = new()
    {
        ["2021-10-01"] = "2023-05-01",
        ["2022-09-01"] = "2023-05-01",
        ["2022-10-01-preview"] = "2023-05-01",
        ["2024-05-01-preview"] = "2025-09-01",
        ["2024-10-01-preview"] = "2025-09-01",
        ["2024-11-01-preview"] = "2025-09-01",
    };

    /// <summary>
    /// The version to answer in. Throws ArmException 400 unless the request names one that has the type of its resource.
    /// </summary>
    public static string Require(HttpRequest request)
    {
        var (provider, type) = TypeOf(request.Path.Value!);
        return provider.ToUpperInvariant() switch
        {
            "MICROSOFT.RESOURCES" => Require(request, type, ResourceVersions.Supported),
            "MICROSOFT.STORAGE" => Require(request, type, StorageVersions.Supported),
            "MICROSOFT.CONTAINERREGISTRY" => Require(request, type, BuildRoutes.Versions),
            _ => Spoken(Require(request, type, OfContainerInstance(type))),
        };
    }

    /// <summary>Those of Microsoft.ContainerInstance that have the type.</summary>
    public static string[] OfContainerInstance(string type) =>
        [.. Supported.Concat(Others.Keys).Where(version => string.CompareOrdinal(Spoken(version), FirstOf(type)) >= 0).Order()];

    /// <summary>Throws ArmException 400 unless the request names one of <paramref name="supported"/>.</summary>
    public static string Require(HttpRequest request, string type, string[] supported)
    {
        var version = request.Query["api-version"].ToString();
        if (version.Length == 0)
        {
            throw ArmException.BadRequest(
                "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");
        }

        if (!Pattern().IsMatch(version))
        {
            throw ArmException.BadRequest(
                "InvalidApiVersionParameter",
                $"The api-version '{version}' is invalid. The supported versions are '{string.Join(',', supported)}'.");
        }

        return supported.Contains(version)
            ? version
            : throw ArmException.BadRequest(
                "NoRegisteredProviderFound",
                $"No registered resource provider found for API version '{version}' for type '{type}'. " +
                $"The supported api-versions are '{string.Join(", ", supported)}'.");
    }

    /// <summary>
    /// Where the word "providers" stands, or -1. Kinds and names take turns in a path, so that a resource group or a
    /// group that is called "providers" is not taken for it.
    /// </summary>
    public static int ProviderAt(string[] segments)
    {
        for (var at = 0; at < segments.Length; at += 2)
        {
            if (segments[at].Equals("providers", StringComparison.OrdinalIgnoreCase))
            {
                return at;
            }
        }

        return -1;
    }

    private static string Spoken(string version) => Others.GetValueOrDefault(version, version);

    private static string FirstOf(string type) =>
        type.StartsWith("containerGroupProfiles", StringComparison.OrdinalIgnoreCase) ? "2025-09-01" : Supported[0];

    private static (string Provider, string Type) TypeOf(string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = ProviderAt(segments);
        return at < 0 && segments.Length > 0
            ? ("Microsoft.Resources", segments.Length > 2 ? segments[2] : segments[0])
            : at < 0 || at + 2 >= segments.Length
                ? ("", "containerGroups")
                : (segments[at + 1], string.Join('/', segments[(at + 2)..].Where((_, index) => index % 2 == 0)));
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(-[a-zA-Z]+)?$", RegexOptions.ECMAScript)]
    private static partial Regex Pattern();
}
