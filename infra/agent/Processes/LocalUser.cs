namespace CloudWorkspaces.Agent.Processes;

/// <summary>An account of the image, as /etc/passwd names it.</summary>
internal sealed record LocalUser(string Name, uint UserId, uint GroupId, string Home)
{
    /// <summary>Null when no line of <paramref name="passwd"/> is that user's.</summary>
    public static LocalUser? Find(IEnumerable<string> passwd, string name)
    {
        foreach (var line in passwd)
        {
            if (line.Split(':') is [var found, _, var user, var group, _, var home, ..] && found == name &&
                uint.TryParse(user, out var userId) && uint.TryParse(group, out var groupId))
            {
                return new LocalUser(name, userId, groupId, home);
            }
        }

        return null;
    }
}
