using CloudWorkspaces.Sessions.Agents;
using CloudWorkspaces.Sessions.Events;
using CloudWorkspaces.Sessions.Groups;
using CloudWorkspaces.Sessions.Orchestration;
using CloudWorkspaces.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace CloudWorkspaces.Sessions;

internal static class SessionServices
{
    /// <summary>Needs workspaces, containers and the agent endpoint's services.</summary>
    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddOptions<SessionOptions>()
            .BindConfiguration(SessionOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<SessionTables>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionTables>());
        return services
            .AddSingleton<SessionAdmission>()
            .AddSingleton<ISessionStore, SessionStore>()
            .AddSingleton<SessionBlobs>()
            .AddSingleton<SessionKeys>()
            .AddSingleton<SessionLookup>()
            .AddSingleton<SessionViews>()
            .AddSingleton<SessionFeed>()
            .AddSingleton<SessionSubmissionReader>()
            .AddSingleton<SessionStarts>()
            .AddSingleton<SessionEntry>()
            .AddSingleton<SessionIntake>()
            .AddSingleton<SessionChanges>()
            .AddSingleton<ISessionGroups, ArmSessionGroups>()
            .AddSingleton<SessionAssignments>()
            .AddSingleton<SessionReports>()
            .AddSingleton<SessionSettling>()
            .AddSingleton<SessionMeters>()
            .AddSingleton<SessionMeterJanitor>()
            .AddSingleton<SessionSeatJanitor>()
            .AddSingleton<IWorkspaceWork, SessionWork>()
            .AddSingleton<SessionJanitor>()
            .AddSingleton<SessionGroupJanitor>()
            .AddSingleton<SessionJanitorPass>();
    }
}
