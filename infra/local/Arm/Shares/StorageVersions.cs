namespace CloudWorkspaces.Local.Arm.Shares;

/// <summary>The api-versions of Microsoft.Storage, which do not differ in what is emulated of them.</summary>
internal static class StorageVersions
{
    public static readonly string[] Supported =
    [
        "2021-09-01", "2022-05-01", "2022-09-01", "2023-01-01", "2023-04-01", "2023-05-01", "2024-01-01", "2025-01-01",
        "2025-06-01", "2025-08-01",
    ];
}
