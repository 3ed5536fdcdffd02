using System.Collections.Immutable;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>The containers of a group from one start to the next.</summary>
internal sealed class GroupMembers
{
    public GroupMembers(GroupSpec spec)
        : this(
            spec,
            [.. spec.InitContainers.Select(init => new GroupContainer(init, isInit: true))],
            [.. spec.Containers.Select(main => new GroupContainer(main, isInit: false))])
    {
    }

    private GroupMembers(GroupSpec spec, ImmutableArray<GroupContainer> inits, ImmutableArray<GroupContainer> mains) =>
        (Spec, Inits, Mains) = (spec, inits, mains);

    public GroupSpec Spec { get; }

    public ImmutableArray<GroupContainer> Inits { get; }

    public ImmutableArray<GroupContainer> Mains { get; }

    /// <summary>The same containers, which run on, for a spec that changes nothing that would make them others.</summary>
    public GroupMembers With(GroupSpec spec) => new(spec, Inits, Mains);

    public IEnumerable<GroupContainer> All => Inits.Concat(Mains);
}
