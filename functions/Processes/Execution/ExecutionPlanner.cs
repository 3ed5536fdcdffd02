using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Environments;
using CloudWorkspaces.Flavors;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs;
using CloudWorkspaces.Runs.Git;
using CloudWorkspaces.Workspaces;

namespace CloudWorkspaces.Processes.Execution;

/// <summary>Says which run an execution is. Errors are named <c>inputs.{name}</c>.</summary>
public sealed class ExecutionPlanner(ProcessStore store, IEnvironments environments, FlavorOffers flavors)
{
    private const string Extension = NotebookRules.Extension;

    /// <summary>Of a published notebook: its inputs are the parameters.</summary>
    internal async Task<ExecutionPlan> PlanAsync(
        NotebookProcess process, IReadOnlyDictionary<string, InputValue> inputs, CancellationToken cancellationToken) => new()
        {
            Notebook = process.Notebook,
            Run = new RunSubmission
            {
                Upload = new UploadedNotebook
                {
                    FileName = process.Notebook,
                    Content = await store.NotebookAsync(process, cancellationToken),
                },
                Parameters = JsonSerializer.SerializeToElement(inputs.ToDictionary(input => input.Key, input => input.Value.Value)),
                Environment = process.Environment,
                Flavor = process.Flavor,
                Kernel = process.Kernel,
                RunTimeoutSeconds = process.RunTimeoutSeconds,
                CellTimeoutSeconds = process.CellTimeoutSeconds,
                StartTimeoutSeconds = process.StartTimeoutSeconds,
            },
        };

    /// <summary>Of <c>execute-notebook</c>.</summary>
    internal async Task<ExecutionPlan> PlanAsync(
        Workspace workspace,
        IReadOnlyDictionary<string, InputValue> inputs,
        RequestErrors errors,
        CancellationToken cancellationToken)
    {
        var notebook = inputs.TryGetValue("notebook", out var given) ? given.Value : null;
        var content = notebook is JsonObject ? new UploadedNotebook
        {
            FileName = "notebook" + Extension,
            Content = Encoding.UTF8.GetBytes(notebook.ToJsonString()),
        } : null;
        var folder = Folder("output_dirname", inputs, errors);
        var git = Git(notebook, inputs, errors);
        return new ExecutionPlan
        {
            NotebookPath = NotebookPath(folder, inputs, errors),
            OutputsFolder = Folder("result_data_directory", inputs, errors),
            Run = new RunSubmission
            {
                NotebookPath = content is null && git is null ? notebook?.ToString() : null,
                Upload = content,
                Git = git,
                Parameters = Parameters(inputs, errors),
                Environment = await EnvironmentAsync(workspace, inputs, errors, cancellationToken),
                Flavor = await FlavorAsync(inputs, errors, cancellationToken),
                Kernel = Text("kernel", inputs),
                RunTimeoutSeconds = Seconds("run_timeout", RunSubmissionReader.MaxTimeout, inputs, errors),
                CellTimeoutSeconds = Seconds("cell_timeout", RunSubmissionReader.MaxTimeout, inputs, errors),
                StartTimeoutSeconds = Seconds("start_timeout", RunSubmissionReader.MaxStartTimeout, inputs, errors),
            },
        };
    }

    private static GitSource? Git(JsonNode? notebook, IReadOnlyDictionary<string, InputValue> inputs, RequestErrors errors)
    {
        var (revision, credential) = (Text("git_revision", inputs), Text("git_credential", inputs));
        if (Text("git_url", inputs) is { } url)
        {
            if (notebook is not JsonObject)
            {
                return new GitSource { Url = url, Revision = revision ?? GitFields.NewestCommit, Path = notebook?.ToString() ?? "", Credential = credential };
            }

            errors.Add("inputs.notebook", "must be its path in the repository.");
        }
        else if (revision is not null || credential is not null)
        {
            errors.Add("inputs.git_url", "is missing: it says which repository is meant.");
        }

        return null;
    }

    private static string? Text(string name, IReadOnlyDictionary<string, InputValue> inputs) =>
        inputs.TryGetValue(name, out var input) ? input.Value?.ToString() : null;

    private static int? Seconds(string name, int max, IReadOnlyDictionary<string, InputValue> inputs, RequestErrors errors)
    {
        if (!inputs.TryGetValue(name, out var input))
        {
            return null;
        }

        if (input.Value is JsonValue number && number.TryGetValue<int>(out var seconds) && seconds <= max)
        {
            return seconds;
        }

        errors.Add($"inputs.{name}", $"must be at most {max} seconds.");
        return null;
    }

    private static JsonElement? Parameters(IReadOnlyDictionary<string, InputValue> inputs, RequestErrors errors)
    {
        if (inputs.ContainsKey("parameters") && inputs.ContainsKey("parameters_json"))
        {
            errors.Add("inputs.parameters_json", "cannot be given beside parameters.");
            return null;
        }

        var value = inputs.TryGetValue("parameters", out var given) || inputs.TryGetValue("parameters_json", out given) ? given.Value : null;
        return value switch
        {
            null => null,
            JsonObject parameters => JsonSerializer.SerializeToElement(parameters),
            _ => Parse(value.ToString(), errors),
        };
    }

    private static JsonElement? Parse(string text, RequestErrors errors)
    {
        var plain = text.TrimStart().StartsWith('{') ? Encoding.UTF8.GetBytes(text) : FromBase64(text);
        if (plain is not null && JsonText.Parse(plain, out var fault) is { ValueKind: JsonValueKind.Object } parameters && fault is null)
        {
            return parameters;
        }

        errors.Add("inputs.parameters", "must be a JSON object, as it is or in base 64.");
        return null;
    }

    private static byte[]? FromBase64(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var length) ? buffer[..length] : null;
    }

    private async Task<string?> EnvironmentAsync(
        Workspace workspace, IReadOnlyDictionary<string, InputValue> inputs, RequestErrors errors, CancellationToken cancellationToken)
    {
        var (name, image) = (Text("environment", inputs), Text("image", inputs));
        if (image is null)
        {
            return name;
        }

        var all = await environments.ListAsync(workspace.Name.Value, cancellationToken);
        var found = all.FirstOrDefault(one => one.Image == image || one.Reference == image || one.Image.Split('@')[0] == image);
        if (name is not null)
        {
            errors.Add("inputs.image", "cannot be given beside environment.");
        }
        else if (found is null)
        {
            errors.Add("inputs.image", $"names '{image}', which is the image of no environment. Bring it as an environment first.");
        }

        return found?.Reference;
    }

    private async Task<string?> FlavorAsync(
        IReadOnlyDictionary<string, InputValue> inputs, RequestErrors errors, CancellationToken cancellationToken)
    {
        var named = Text("flavor", inputs) ?? Text("node_purpose", inputs);
        var cpu = Most(["cpu_limit", "cpu_requests"], inputs, errors);
        var memory = Most(["mem_limit", "mem_requests"], inputs, errors);
        if (cpu is null && memory is null)
        {
            return named;
        }

        if (named is not null)
        {
            errors.Add("inputs.flavor", "cannot be given beside amounts of CPU or memory.");
            return null;
        }

        var offers = await flavors.ListAsync(cancellationToken);
        var least = FlavorChoice.Least(offers, cpu ?? 0, memory ?? 0);
        if (least is null)
        {
            errors.Add(
                cpu is null ? "inputs.mem_limit" : "inputs.cpu_limit",
                $"asks for more than any flavor has: {string.Join(", ", offers.Where(offer => offer.Unavailable is null).Select(offer => FlavorChoice.Describe(offer.Flavor)))}.");
        }

        return least?.Name;
    }

    private static double? Most(string[] names, IReadOnlyDictionary<string, InputValue> inputs, RequestErrors errors)
    {
        double? most = null;
        foreach (var name in names)
        {
            if (Text(name, inputs) is { } text)
            {
                var amount = Quantity.Parse(text);
                if (amount is null)
                {
                    errors.Add($"inputs.{name}", "must be an amount, such as 2, 500m, 4G or 512Mi.");
                }

                most = Math.Max(most ?? 0, amount ?? 0);
            }
        }

        return most;
    }

    private static string? Folder(string name, IReadOnlyDictionary<string, InputValue> inputs, RequestErrors errors)
    {
        var folder = Text(name, inputs)?.Trim('/');
        if (folder is not null && !FilePath.TryParse(folder, out _, out var reason))
        {
            errors.Add($"inputs.{name}", reason);
        }

        return folder;
    }

    private static string? NotebookPath(string? folder, IReadOnlyDictionary<string, InputValue> inputs, RequestErrors errors)
    {
        var name = Text("output_filename", inputs);
        if (name is null && folder is not null)
        {
            // As the former service did: the result has the notebook's name.
            var notebook = Text("notebook", inputs);
            name = notebook is not null && !notebook.StartsWith('{') ? notebook[(notebook.LastIndexOfAny(['/', ':']) + 1)..] : null;
            if (name is null)
            {
                errors.Add("inputs.output_filename", "is missing: a notebook that comes with the request has no name.");
            }
        }

        var path = name is null || folder is null ? name : $"{folder}/{name}";
        if (path is null)
        {
            return null;
        }

        if (!FilePath.TryParse(path, out _, out var reason))
        {
            errors.Add("inputs.output_filename", reason);
        }
        else if (!path.EndsWith(Extension, StringComparison.Ordinal))
        {
            errors.Add("inputs.output_filename", $"must end with {Extension}.");
        }

        return path;
    }
}
