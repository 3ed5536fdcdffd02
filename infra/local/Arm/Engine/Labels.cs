namespace CloudWorkspaces.Local.Arm.Engine;

/// <summary>The labels by which the emulator knows its containers. They are all the state that it has.</summary>
internal static class Labels
{
    /// <summary>The emulator's InstanceName; containers without this one's are never touched.</summary>
    public const string Instance = "cloudworkspaces.arm/instance";

    /// <summary>The key of the group that the container belongs to.</summary>
    public const string Group = "cloudworkspaces.arm/group";

    /// <summary>One of <see cref="Roles"/>.</summary>
    public const string Role = "cloudworkspaces.arm/role";

    /// <summary>The name of the container in its group.</summary>
    public const string Container = "cloudworkspaces.arm/container";

    /// <summary>On the record: the group's <c>GroupRecord</c> as JSON.</summary>
    public const string Record = "cloudworkspaces.arm/record";

    /// <summary>On a container: its <c>ContainerHistory</c> as JSON.</summary>
    public const string History = "cloudworkspaces.arm/history";
}
