using System.Collections.Immutable;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>The containers of a group from one start to the next.</summary>
internal sealed class GroupMembers(GroupSpec spec)
{
    public GroupSpec Spec => spec;

    public ImmutableArray<GroupContainer> Inits { get; } =
        [.. spec.InitContainers.Select(init => new GroupContainer(init, isInit: true))];

    public ImmutableArray<GroupContainer> Mains { get; } =
        [.. spec.Containers.Select(main => new GroupContainer(main, isInit: false))];

    public IEnumerable<GroupContainer> All => Inits.Concat(Mains);
}
