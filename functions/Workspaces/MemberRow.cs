using Azure.Data.Tables;
using CloudWorkspaces.Identity;

namespace CloudWorkspaces.Workspaces;

/// <summary>A member as a table entity, and back.</summary>
internal static class MemberRow
{
    public const string Prefix = "member:";

    public static string Key(string user) => Prefix + user;

    public static TableEntity ToEntity(string workspace, Member member) => new(workspace, Key(member.User))
    {
        [nameof(Member.Role)] = member.Role.ToString(),
        [nameof(Member.Since)] = member.Since,
    };

    public static Member FromEntity(TableEntity entity) => new()
    {
        User = entity.RowKey[Prefix.Length..],
        Role = Enum.Parse<WorkspaceRole>(entity.GetString(nameof(Member.Role))),
        Since = entity.GetDateTimeOffset(nameof(Member.Since))!.Value,
    };
}
