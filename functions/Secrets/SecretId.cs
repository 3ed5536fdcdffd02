using System.Security.Cryptography;

namespace CloudWorkspaces.Secrets;

/// <summary>
/// Where one version of a value is kept. Each version has an id of its own: a vault that keeps names of what was
/// deleted is never asked for the same name twice.
/// </summary>
/// <param name="Workspace">Its name, which has no two hyphens in a row.</param>
/// <param name="Version">32 hexadecimal digits.</param>
public readonly record struct SecretId(string Workspace, string Version)
{
    public static SecretId New(string workspace) =>
        new(workspace, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));

    /// <summary>Of letters, digits and hyphens, as vaults want it.</summary>
    public override string ToString() => $"{Workspace}--{Version}";
}
