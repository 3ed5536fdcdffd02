using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Environments;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Http;
using CloudWorkspaces.Http.OpenApi;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Workspaces;

/// <summary>Reads what a request says of a workspace, and checks what it names.</summary>
public sealed class WorkspaceReader(IEnvironments environments, FlavorOffers flavors)
{
    private const int MaxBodyBytes = 10_000;
    private const int MaxEnvironment = 128;
    private const int MaxFlavor = 64;
    private const int MaxCount = 10_000;
    private const int MaxAmount = 1_000_000_000;
    private const int MaxDays = 36_500;
    private const int MaxRuns = 1_000_000;

    /// <summary>Null takes a limit away.</summary>
    /// <param name="named">Whether the body has the workspace's name, and not the address.</param>
    internal static JsonObject Schema(bool named) => Schemas.Object(
    [
        .. (IEnumerable<SchemaField>)(named ? [SchemaField.Required("name", Schemas.Text(32, WorkspaceName.Pattern, minLength: 3), WorkspaceName.Rule)] : []),
        SchemaField.Optional("defaultEnvironment", Schemas.Text(MaxEnvironment), "As name or name:version."),
        SchemaField.Optional("defaultFlavor", Schemas.Text(MaxFlavor), "Of runs and sessions that name none."),
        SchemaField.Optional(
            "limits",
            Schemas.Object(
                SchemaField.Optional("concurrentRuns", Schemas.Integer(0, MaxCount), "Runs that are on at the same time."),
                SchemaField.Optional("concurrentSessions", Schemas.Integer(0, MaxCount), "Sessions that are on at the same time."),
                SchemaField.Optional("cpu", Schemas.Number(0, MaxCount), "Virtual CPUs of both together."),
                SchemaField.Optional("monthlyBudget", Schemas.Number(0, MaxAmount), "In the deployment's currency.")),
            "What the workspace may use."),
        SchemaField.Optional(
            "retention",
            Schemas.Object(
                SchemaField.Optional("days", Schemas.Integer(1, MaxDays), "Runs that ended longer ago go."),
                SchemaField.Optional("runs", Schemas.Integer(0, MaxRuns), "Runs beyond the newest so many go.")),
            "Which runs are kept."),
    ]);

    /// <returns>The name, null where it does not belong, and the change that the body asks for.</returns>
    /// <exception cref="ProblemException">400 with all that is wrong; 413; 415.</exception>
    internal async Task<(WorkspaceName? Name, Func<WorkspaceRecord, WorkspaceRecord> Change)> ReadAsync(
        HttpRequest request, bool named, CancellationToken cancellationToken)
    {
        RequestErrors errors = new();
        var body = await RequestBody.ReadObjectAsync(request, MaxBodyBytes, cancellationToken);
        JsonFields fields = new(body, errors);
        WorkspaceName? name = named ? Name(fields, errors) : null;
        var (environment, flavor) = (fields.Text("defaultEnvironment", maxLength: MaxEnvironment), fields.Text("defaultFlavor", maxLength: MaxFlavor));
        var limits = Limits(fields, body);
        var retention = Retention(fields, body);
        fields.RefuseOthers();
        await CheckAsync(named ? null : request.Workspace().Name.Value, environment, flavor, errors, cancellationToken);
        errors.ThrowIfAny();
        return (name, record => record with
        {
            DefaultEnvironment = body.TryGetProperty("defaultEnvironment", out _) ? environment : record.DefaultEnvironment,
            DefaultFlavor = body.TryGetProperty("defaultFlavor", out _) ? flavor : record.DefaultFlavor,
            Limits = limits(record.Limits),
            Retention = retention(record.Retention),
        });
    }

    private static WorkspaceName Name(JsonFields fields, RequestErrors errors)
    {
        var text = fields.Text("name", required: true);
        if (!WorkspaceName.TryParse(text, out var name) && text is not null)
        {
            errors.Add("name", WorkspaceName.Rule);
        }

        return name;
    }

    /// <summary>As in a JSON merge patch: what is not given stays, null takes a limit away.</summary>
    private static Func<WorkspaceLimits, WorkspaceLimits> Limits(JsonFields fields, JsonElement body)
    {
        if (fields.Nested("limits") is not { } given)
        {
            return body.TryGetProperty("limits", out _) ? _ => new WorkspaceLimits() : limits => limits;
        }

        var (runs, sessions) = (given.Integer("concurrentRuns", 0, MaxCount), given.Integer("concurrentSessions", 0, MaxCount));
        var (cpu, budget) = (given.Amount("cpu", MaxCount), given.Amount("monthlyBudget", MaxAmount));
        given.RefuseOthers();
        var names = body.GetProperty("limits").EnumerateObject().Select(property => property.Name).ToHashSet();
        return limits => new WorkspaceLimits
        {
            ConcurrentRuns = names.Contains("concurrentRuns") ? runs : limits.ConcurrentRuns,
            ConcurrentSessions = names.Contains("concurrentSessions") ? sessions : limits.ConcurrentSessions,
            Cpu = names.Contains("cpu") ? (double?)cpu : limits.Cpu,
            MonthlyBudget = names.Contains("monthlyBudget") ? budget : limits.MonthlyBudget,
        };
    }

    /// <summary>As <see cref="Limits"/>: null keeps every run.</summary>
    private static Func<WorkspaceRetention?, WorkspaceRetention?> Retention(JsonFields fields, JsonElement body)
    {
        if (fields.Nested("retention") is not { } given)
        {
            return body.TryGetProperty("retention", out _) ? _ => null : retention => retention;
        }

        var (days, runs) = (given.Integer("days", 1, MaxDays), given.Integer("runs", 0, MaxRuns));
        given.RefuseOthers();
        var names = body.GetProperty("retention").EnumerateObject().Select(property => property.Name).ToHashSet();
        return retention =>
        {
            var after = new WorkspaceRetention
            {
                Days = names.Contains("days") ? days : retention?.Days,
                Runs = names.Contains("runs") ? runs : retention?.Runs,
            };
            return after is { Days: null, Runs: null } ? null : after;
        };
    }

    private async Task CheckAsync(
        string? workspace, string? environment, string? flavor, RequestErrors errors, CancellationToken cancellationToken)
    {
        if (environment is not null && await environments.FindAsync(workspace, environment, cancellationToken) is null)
        {
            var all = await environments.ListAsync(workspace, cancellationToken);
            errors.Add(
                "defaultEnvironment",
                $"names '{environment}', which does not exist. There is: {string.Join(", ", all.Select(one => one.Reference))}.");
        }

        if (flavor is not null)
        {
            await flavors.ChooseAsync(flavor, errors, cancellationToken, "defaultFlavor");
        }
    }
}
