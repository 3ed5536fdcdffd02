using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.Profiles;

/// <summary>Keeps profiles in memory and as a file each below the state folder, which only its owner enters.</summary>
internal sealed class ProfileStore
{
    private readonly string _folder;
    private readonly Lock _lock = new();
    private readonly Dictionary<ProfileId, Profile> _profiles;

    public ProfileStore(IOptions<ArmOptions> options)
    {
        _folder = Path.Combine(options.Value.StateFolder, "profiles");
        Directory.CreateDirectory(_folder);
        _profiles = Directory.GetFiles(_folder, "*.json")
            .Select(file => JsonSerializer.Deserialize<Profile>(File.ReadAllText(file), ArmJson.Options)!)
            .ToDictionary(profile => profile.Id);
    }

    public IReadOnlyList<Profile> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _profiles.Values];
            }
        }
    }

    public Profile? Find(ProfileId id)
    {
        lock (_lock)
        {
            return _profiles.GetValueOrDefault(id);
        }
    }

    /// <summary>Makes a profile, or its next revision; the same body again makes none.</summary>
    public (Profile Profile, bool Created) Put(ProfileId id, JsonObject body)
    {
        lock (_lock)
        {
            var known = _profiles.GetValueOrDefault(id);
            if (known is not null && JsonNode.DeepEquals(known.Revisions[^1], body))
            {
                return (known, false);
            }

            return (Save(new Profile { Id = known?.Id ?? id, Revisions = [.. known?.Revisions ?? [], body] }), known is null);
        }
    }

    /// <summary>Gives the newest revision other tags; null if there is no such profile.</summary>
    public Profile? Tag(ProfileId id, JsonObject tags)
    {
        lock (_lock)
        {
            if (_profiles.GetValueOrDefault(id) is not { } known)
            {
                return null;
            }

            var body = known.Revisions[^1].DeepClone().AsObject();
            body["tags"] = tags;
            return Save(known with { Revisions = known.Revisions.SetItem(known.Newest - 1, body) });
        }
    }

    public bool Delete(ProfileId id)
    {
        lock (_lock)
        {
            File.Delete(FileOf(id));
            return _profiles.Remove(id);
        }
    }

    private Profile Save(Profile profile)
    {
        var file = FileOf(profile.Id);
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(profile, ArmJson.Options));
        File.Move(file + ".new", file, overwrite: true);
        return _profiles[profile.Id] = profile;
    }

    private string FileOf(ProfileId id) => Path.Combine(
        _folder, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id.ResourceId.ToUpperInvariant()))) + ".json");
}
