using CloudWorkspaces.Agent;
using CloudWorkspaces.Agent.Checks;
using CloudWorkspaces.Agent.Deliver;
using CloudWorkspaces.Agent.Inspection;
using CloudWorkspaces.Agent.Packages;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Runs;
using CloudWorkspaces.Agent.Sessions;

return args switch
{
    ["deliver", var folder] => DeliverCommand.Execute(folder),
    ["session"] => await SessionCommand.ExecuteAsync(TimeProvider.System),
    ["run"] => await RunCommand.ExecuteAsync(TimeProvider.System),
    ["inspect"] => await InspectCommand.ExecuteAsync(),
    ["check"] => await CheckCommand.ExecuteAsync(),
    [ExecAs.Command, .. var rest] => ExecAs.Execute(rest),
    [PackagesCommand.Command] => await PackagesCommand.ExecuteAsync(TimeProvider.System),
    ["version"] => AgentVersion.Print(),
    _ => AgentVersion.Usage(),
};
