namespace CloudWorkspaces.Local.Sdk.Tests;

/// <summary>What the official packages offer, from the lists beside the tests.</summary>
internal sealed class OfficialApi
{
    private readonly ILookup<ApiMember, ApiMember> _members;

    private OfficialApi(IEnumerable<ApiMember> members) => _members = members.ToLookup(member => member.Signature);

    public static OfficialApi Read() => new(
    [
        .. ReflectedList.Read(Lines("functions-and-durabletask.txt")),
        .. SourceList.Read(Lines("container-instances.txt")),
        .. SourceList.Read(Lines("monitor-query.txt")),
    ]);

    public IReadOnlyList<ApiMember> Unknown(IEnumerable<ApiMember> members) =>
        [.. members.Where(member => !_members[member.Signature].Any(official => official.Covers(member)))];

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Api", file));
}
