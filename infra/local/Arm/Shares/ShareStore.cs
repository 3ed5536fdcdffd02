using System.Text.Json;
using CloudWorkspaces.Local.Arm.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Shares;

/// <summary>The shares that there are: a folder each and a file with the rest.</summary>
internal sealed class ShareStore(ShareFolders folders, TimeProvider time, IOptions<ArmOptions> options)
{
    private const UnixFileMode Everything = (UnixFileMode)0b111_111_111;
    private const string Removed = ".removed-";

    private readonly Lock _lock = new();

    /// <summary>Accounts need no making, unless the settings name those that there are.</summary>
    public bool HasAccount(string account) => options.Value.StorageAccounts is { Count: > 0 } known
        ? known.Contains(account)
        : ShareId.IsAccount(account);

    public IReadOnlyList<string> Accounts =>
    [
        .. options.Value.StorageAccounts.Union(SubFolders(folders.Accounts)).Where(HasAccount).Order(StringComparer.Ordinal),
    ];

    public Share? Find(ShareId id)
    {
        lock (_lock)
        {
            return Read(id);
        }
    }

    public IReadOnlyList<(ShareId Id, Share Share)> List(string account)
    {
        lock (_lock)
        {
            return
            [
                .. SubFolders(Path.Combine(folders.Accounts, account))
                    .Where(name => !name.StartsWith('.'))
                    .Order(StringComparer.Ordinal)
                    .Select(name => new ShareId(account, name))
                    .Select(id => (id, Read(id)!)),
            ];
        }
    }

    /// <summary>Makes a share with the usual properties if there is none.</summary>
    public void Ensure(ShareId id) => Create(id, share => share);

    /// <summary>Null if there is one already.</summary>
    public Share? Create(ShareId id, Func<Share, Share> properties)
    {
        lock (_lock)
        {
            var folder = folders.Content(id);
            if (Directory.Exists(folder))
            {
                return null;
            }

            var share = Save(id, properties(Fresh(time.GetUtcNow())));
            Directory.CreateDirectory(folder);
            File.SetUnixFileMode(folder, Everything);
            return share;
        }
    }

    /// <summary>Null if there is no such share.</summary>
    public Share? Change(ShareId id, Func<Share, Share> change)
    {
        lock (_lock)
        {
            return Read(id) is { } share ? Save(id, change(share) with { LastModified = time.GetUtcNow() }) : null;
        }
    }

    /// <summary>Removes the share with its files; false if there is none.</summary>
    public bool Delete(ShareId id)
    {
        string removed;
        lock (_lock)
        {
            var folder = folders.Content(id);
            if (!Directory.Exists(folder))
            {
                return false;
            }

            removed = Path.Combine(folders.Accounts, id.Account, Removed + Guid.NewGuid().ToString("N"));
            Directory.Move(folder, removed);
            File.Delete(folders.Record(id));
        }

        Directory.Delete(removed, recursive: true);
        return true;
    }

    private Share? Read(ShareId id)
    {
        var folder = folders.Content(id);
        return Directory.Exists(folder)
            ? File.Exists(folders.Record(id))
                ? JsonSerializer.Deserialize<Share>(File.ReadAllText(folders.Record(id)), ArmJson.Options)!
                : Fresh(Directory.GetCreationTimeUtc(folder))
            : null;
    }

    private Share Save(ShareId id, Share share)
    {
        var file = folders.Record(id);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(share, ArmJson.Options));
        File.Move(file + ".new", file, overwrite: true);
        return share;
    }

    private static Share Fresh(DateTimeOffset now) => new() { LastModified = now, AccessTierChanged = now };

    private static IEnumerable<string> SubFolders(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)) : [];
}
