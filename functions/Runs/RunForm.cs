using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Http;
using CloudWorkspaces.Runs.Git;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CloudWorkspaces.Runs;

/// <summary>
/// A request for a run as multipart/form-data: a file <c>notebook</c>, and the other fields either together as JSON in
/// <c>request</c> or one by one, objects as JSON.
/// </summary>
internal sealed record RunForm
{
    private const string NotebookField = "notebook";
    private const string RequestField = "request";

    private static readonly string[] Objects = ["parameters", "timeouts", "retry", GitFields.Name];

    public required JsonElement Fields { get; init; }
    public UploadedNotebook? Notebook { get; init; }

    public static async Task<RunForm> ReadAsync(
        HttpRequest request, long maxBytes, RequestErrors errors, CancellationToken cancellationToken)
    {
        request.Body = RequestBody.Limited(request, maxBytes);
        // The stream's limit is the one that counts: it is answered with 413.
        FormOptions limits = new()
        {
            ValueLengthLimit = (int)maxBytes,
            MultipartBodyLengthLimit = maxBytes,
            ValueCountLimit = 64,
        };
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(limits, cancellationToken);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            throw new ProblemException(Problems.InvalidRequest($"The form cannot be read: {fault.Message}"));
        }

        foreach (var file in form.Files.Where(file => file.Name is not (NotebookField or RequestField)))
        {
            errors.Add(file.Name, "is not a file of this request; the notebook's field is 'notebook'.");
        }

        var notebook = await NotebookAsync(form, errors, cancellationToken);
        var fields = await FieldsAsync(form, errors, cancellationToken);
        return new RunForm { Notebook = notebook, Fields = JsonSerializer.SerializeToElement(fields) };
    }

    private static async Task<UploadedNotebook?> NotebookAsync(
        IFormCollection form, RequestErrors errors, CancellationToken cancellationToken)
    {
        var files = form.Files.GetFiles(NotebookField);
        if (files.Count > 1 || (files.Count == 1 && form.ContainsKey(NotebookField)))
        {
            errors.Add(NotebookField, "is given more than once.");
        }

        return files.Count == 0
            ? null
            : new UploadedNotebook
            {
                FileName = files[0].FileName,
                Content = await BytesAsync(files[0], cancellationToken),
            };
    }

    private static async Task<JsonObject> FieldsAsync(
        IFormCollection form, RequestErrors errors, CancellationToken cancellationToken)
    {
        JsonObject fields = [];
        if (form.Files.GetFile(RequestField) is { } file)
        {
            Merge(fields, RunJson.ParseObject(await BytesAsync(file, cancellationToken), ""), errors);
        }

        foreach (var (name, values) in form)
        {
            var bytes = Encoding.UTF8.GetBytes(values[0] ?? "");
            if (values.Count > 1)
            {
                errors.Add(name, "is given more than once.");
            }
            else if (name == RequestField)
            {
                Merge(fields, RunJson.ParseObject(bytes, ""), errors);
            }
            else if (Objects.Contains(name))
            {
                Set(fields, name, JsonObject.Create(RunJson.ParseObject(bytes, name)), errors);
            }
            else if (!(name == NotebookField && form.Files.GetFile(NotebookField) is not null))
            {
                Set(fields, name, JsonValue.Create(values[0]), errors);
            }
        }

        return fields;
    }

    private static void Merge(JsonObject fields, JsonElement more, RequestErrors errors)
    {
        foreach (var (name, value) in JsonObject.Create(more)!.ToList())
        {
            Set(fields, name, value?.DeepClone(), errors);
        }
    }

    private static void Set(JsonObject fields, string name, JsonNode? value, RequestErrors errors)
    {
        if (!fields.TryAdd(name, value))
        {
            errors.Add(name, "is given more than once.");
        }
    }

    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await file.CopyToAsync(buffer, cancellationToken);
        return buffer.ToArray();
    }
}
