using System.Text.RegularExpressions;

namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>The api-versions that the emulator speaks.</summary>
internal static partial class ApiVersions
{
    public static readonly string[] Supported = ["2023-05-01", "2025-09-01", "2026-07-01"];

    /// <summary>Throws ArmException 400 unless the request names one of them.</summary>
    public static string Require(HttpRequest request) => Require(request, "containerGroups", Supported);

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

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}(-[a-zA-Z]+)?$")]
    private static partial Regex Pattern();
}
