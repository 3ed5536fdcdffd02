using CloudWorkspaces.Agent;
using CloudWorkspaces.Agent.Deliver;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Runs;

return args switch
{
    ["deliver", var folder] => DeliverCommand.Execute(folder),
    ["run"] => await RunCommand.ExecuteAsync(TimeProvider.System),
    [ExecAs.Command, .. var rest] => ExecAs.Execute(rest),
    ["version"] => AgentVersion.Print(),
    _ => AgentVersion.Usage(),
};
