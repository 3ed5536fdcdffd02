namespace CloudWorkspaces.Local.Arm.Engine;

internal static class Roles
{
    /// <summary>Never started; carries what the group is.</summary>
    public const string Record = "record";

    /// <summary>Holds the group's network where the engine cannot join a namespace by its path.</summary>
    public const string Pause = "pause";

    public const string Init = "init";
    public const string Main = "main";
}
