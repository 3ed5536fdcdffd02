using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.Network;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Shares;

/// <summary>
/// Mounts shares while container groups use them and a little longer, so that the next group need not wait for it. A mount
/// in use outlives the emulator; the next one finds it in the kernel's table. Without /dev/fuse containers get the plain
/// folders.
/// </summary>
internal sealed partial class ShareMounts(
    ShareFolders folders,
    ShareStore store,
    AccountKeys keys,
    TimeProvider time,
    IOptions<ArmOptions> options,
    ILogger<ShareMounts> logger) : IDisposable
{
    private const string Device = "/dev/fuse";

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, HashSet<ShareId>> _uses = [];
    private readonly Dictionary<ShareId, long> _left = [];
    private readonly Lazy<bool> _plain = new(() => IsPlain(options.Value, logger));
    private TimeSpan _linger = options.Value.ShareLinger;

    /// <summary>What containers get to see of a share.</summary>
    public string Source(ShareId share) => _plain.Value ? folders.Content(share) : folders.MountPoint(share);

    /// <summary>Notes what a group that is there already uses, so that it stays mounted.</summary>
    public void Note(string group, IEnumerable<VolumeSpec> volumes)
    {
        lock (_uses)
        {
            _uses[group] = [.. volumes.OfType<FileShareVolume>().Select(volume => volume.Id)];
        }
    }

    /// <summary>Sees to it that the shares of a group are mounted. Throws ProvisioningException.</summary>
    public async Task ClaimAsync(string group, IReadOnlyList<VolumeSpec> volumes)
    {
        foreach (var volume in volumes.OfType<FileShareVolume>())
        {
            Admit(volume);
        }

        Note(group, volumes);
        await SettleAsync(IsUsedBy(group));
    }

    public async Task ReleaseAsync(string group)
    {
        lock (_uses)
        {
            if (!_uses.Remove(group, out var shares) || shares.Count == 0)
            {
                return;
            }

            foreach (var share in shares)
            {
                _left[share] = time.GetTimestamp();
            }
        }

        await SettleAsync(_ => false);
    }

    /// <summary>Unmounts what is not in use, from now on at once.</summary>
    public Task EndAsync()
    {
        _linger = TimeSpan.Zero;
        return SettleAsync(_ => false);
    }

    /// <summary>Mounts again what is in use and was lost, and unmounts what is mounted and not in use.</summary>
    public Task SettleAsync() => SettleAsync(_ => true);

    public void Dispose() => _turn.Dispose();

    private void Admit(FileShareVolume volume)
    {
        if (!store.HasAccount(volume.Id.Account))
        {
            throw new ProvisioningException(
                "CannotAccessStorageAccount", $"The Azure Storage account '{volume.Id.Account}' cannot be found.");
        }

        if (volume.Key is { } key && !keys.Has(volume.Id.Account, key))
        {
            throw new ProvisioningException(
                "FailedMount", $"The share '{volume.Id}' cannot be mounted: mount error(13): Permission denied.");
        }
    }

    private async Task SettleAsync(Func<ShareId, bool> isWanted)
    {
        await _turn.WaitAsync();
        try
        {
            foreach (var target in MountTable.Below(folders.Mounts).Distinct())
            {
                if (!IsWanted(ShareFolders.ShareAt(target)))
                {
                    Unmount(target);
                }
            }

            foreach (var share in Used().Where(isWanted))
            {
                await MountAsync(share);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task MountAsync(ShareId share)
    {
        store.Ensure(share);
        var target = folders.MountPoint(share);
        if (_plain.Value || MountProcess.IsAlive(target))
        {
            return;
        }

        if (MountTable.Below(folders.Mounts).Contains(target))
        {
            LogDead(share);
            Unmount(target);
        }

        try
        {
            Directory.CreateDirectory(target);
            await MountProcess.StartAsync(folders.Content(share), target, folders.Log, time);
        }
        catch (IOException exception)
        {
            throw new ProvisioningException("FailedMount", $"The share '{share}' cannot be mounted: {exception.Message}");
        }
    }

    private static void Unmount(string target)
    {
        // Containers that still end keep it until they have.
        if (Libc.Unmount(target, Libc.UnmountDetach) == 0)
        {
            Directory.Delete(target);
        }
    }

    private List<ShareId> Used()
    {
        lock (_uses)
        {
            return [.. _uses.Values.SelectMany(shares => shares).Distinct()];
        }
    }

    private bool IsWanted(ShareId share)
    {
        lock (_uses)
        {
            return _uses.Values.Any(shares => shares.Contains(share)) ||
                (_left.TryGetValue(share, out var since) && time.GetElapsedTime(since) < _linger);
        }
    }

    private Func<ShareId, bool> IsUsedBy(string group) => share =>
    {
        lock (_uses)
        {
            return _uses.GetValueOrDefault(group)?.Contains(share) ?? false;
        }
    };

    private static bool IsPlain(ArmOptions options, ILogger logger)
    {
        if (!options.PlainShares && !File.Exists(Device))
        {
            LogNoFuse(logger);
            return true;
        }

        return options.PlainShares;
    }

    [LoggerMessage(LogLevel.Warning, "There is no /dev/fuse: shares are plain folders, in which chmod and links work, unlike in the cloud")]
    private static partial void LogNoFuse(ILogger logger);

    [LoggerMessage(LogLevel.Error, "The process behind the share {Share} is gone: it is mounted again, but containers that had it have lost it")]
    private partial void LogDead(ShareId share);
}
