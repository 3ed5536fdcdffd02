using System.Text.Json.Nodes;
using CloudWorkspaces.Files;

namespace CloudWorkspaces.Processes.Execution;

/// <summary>
/// The process that runs any notebook, with the inputs of pygeoapi-kubernetes-papermill's process of the same name and
/// those that only this product has.
/// </summary>
internal static class ExecuteNotebook
{
    public static ProcessDescription Description { get; } = new()
    {
        Id = ProcessIds.ExecuteNotebook,
        Version = "1.0.0",
        Title = "Execute a notebook",
        Description = "Runs a notebook headless, as papermill does, and keeps the result notebook also when it fails.",
        Keywords = ["notebook", "papermill"],
        Inputs = new Dictionary<string, ProcessInput>
        {
            ["notebook"] = Input(
                "Notebook",
                "Its path among the workspace's files, or in the home as home:path; or the notebook itself, as a value or by reference.",
                new JsonObject
                {
                    ["oneOf"] = new JsonArray(
                        Text(), new JsonObject { ["type"] = "object", ["contentMediaType"] = FileTypes.Notebook }),
                },
                required: true),
            ["git_url"] = Input("Repository", "Of git, over https or http; the notebook is then its path in there.", Text()),
            ["git_revision"] = Input("Revision", "A branch, a tag, or the whole id of a commit of git_url; HEAD unless given.", Text()),
            ["git_credential"] = Input("Credential", "The name of the workspace's secret that opens git_url.", Text()),
            ["parameters"] = Input(
                "Parameters",
                "By name. As a string: the same as JSON, plain or in base 64.",
                new JsonObject { ["oneOf"] = new JsonArray(Object(), Text()) }),
            ["parameters_json"] = Input("Parameters", "The same as parameters, by the name that clients of the former service use.", Object()),
            ["kernel"] = Input("Kernel", "In place of the notebook's own.", Text()),
            ["environment"] = Input("Environment", "name or name:version.", Text()),
            ["image"] = Input("Image", "An environment by its image, in place of environment.", Text()),
            ["flavor"] = Input("Flavor", "The size of compute by its name.", Text()),
            ["cpu_limit"] = Input("CPU", "The least flavor that has as many is taken: 2, 0.5 or 500m.", Quantity()),
            ["cpu_requests"] = Input("CPU", "As cpu_limit.", Quantity()),
            ["mem_limit"] = Input("Memory", "The least flavor that has as much is taken: 2G, 512Mi or bytes.", Quantity()),
            ["mem_requests"] = Input("Memory", "As mem_limit.", Quantity()),
            ["node_purpose"] = Input("Node purpose", "A flavor by its name, in place of flavor.", Text()),
            ["output_filename"] = Input(
                "Name of the result", "The result notebook is copied to this name among the workspace's files, in output_dirname.", Text()),
            ["output_dirname"] = Input("Folder of the result", "Where output_filename is put, among the workspace's files.", Text()),
            ["result_data_directory"] = Input(
                "Folder of outputs", "What the notebook leaves in outputs/ is copied to {folder}/{job} among the workspace's files.", Text()),
            ["run_timeout"] = Input("Limit of the run", "Seconds.", Seconds()),
            ["cell_timeout"] = Input("Limit of each cell", "Seconds.", Seconds()),
            ["start_timeout"] = Input("Limit of the kernel's start", "Seconds.", Seconds()),
        },
        Outputs = new Dictionary<string, ProcessOutput>
        {
            [ProcessOutputs.Notebook] = ProcessOutputs.OfNotebook,
            ["values"] = ProcessOutputs.OfValues,
            ["log"] = ProcessOutputs.OfLog,
        },
    };

    private static ProcessInput Input(string title, string description, JsonObject schema, bool required = false) =>
        new() { Title = title, Description = description, Schema = schema, MinOccurs = required ? 1 : 0 };

    private static JsonObject Text() => new() { ["type"] = "string", ["minLength"] = 1 };

    private static JsonObject Object() => new() { ["type"] = "object" };

    private static JsonObject Quantity() => new()
    {
        ["oneOf"] = new JsonArray(
            new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+(\\.[0-9]+)?([a-zA-Z]{0,2})$" },
            new JsonObject { ["type"] = "number", ["minimum"] = 0 }),
    };

    private static JsonObject Seconds() => new() { ["type"] = "integer", ["minimum"] = 1 };
}
