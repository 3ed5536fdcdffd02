namespace CloudWorkspaces.Agent.Cgroups;

/// <summary>The resource accounting of the container the agent runs in.</summary>
internal interface ICgroup
{
    ResourceSample Read(DateTimeOffset now);
}
