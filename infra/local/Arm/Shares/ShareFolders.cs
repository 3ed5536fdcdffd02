using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Shares;

/// <summary>Where shares are, below the state folder.</summary>
internal sealed class ShareFolders(IOptions<ArmOptions> options)
{
    private readonly string _state = Path.GetFullPath(options.Value.StateFolder);

    /// <summary>The folders of accounts, with a folder and a record for each share.</summary>
    public string Accounts => Path.Combine(_state, "shares");

    public string Mounts => Path.Combine(_state, "mounts");

    public string Log => Path.Combine(_state, "mounts.log");

    /// <summary>What is in the share.</summary>
    public string Content(ShareId share) => Path.Combine(Accounts, share.Account, share.Name);

    public string Record(ShareId share) => Content(share) + ".json";

    public string MountPoint(ShareId share) => Path.Combine(Mounts, share.Account, share.Name);

    /// <summary>The share that is mounted there.</summary>
    public static ShareId ShareAt(string mountPoint) =>
        new(Path.GetFileName(Path.GetDirectoryName(mountPoint))!, Path.GetFileName(mountPoint));
}
