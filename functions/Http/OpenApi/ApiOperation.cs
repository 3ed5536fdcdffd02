using System.Text.Json.Nodes;

namespace CloudWorkspaces.Http.OpenApi;

/// <summary>
/// What a function takes and answers. Its address, methods and role are read from the function itself, which has the name.
/// What may go wrong is the same for all and is added by <see cref="ApiDocument"/>.
/// </summary>
public sealed record ApiOperation(string Function, string Summary)
{
    public IReadOnlyList<ApiParameter> Parameters { get; private init; } = [];

    public ApiBody? Body { get; private init; }

    public IReadOnlyList<ApiAnswer> Answers { get; private init; } = [];

    /// <summary>What the address ends with where the route has a catch-all for it.</summary>
    public string Suffix { get; init; } = "";

    public ApiOperation Takes(ApiParameter parameter) => this with { Parameters = [.. Parameters, parameter] };

    public ApiOperation Query(string name, JsonObject schema, string description) =>
        Takes(new ApiParameter(name, ApiParameter.InQuery, schema, description));

    public ApiOperation Header(string name, JsonObject schema, string description) =>
        Takes(new ApiParameter(name, ApiParameter.InHeader, schema, description));

    /// <summary>A JSON object.</summary>
    public ApiOperation Takes(JsonObject schema, JsonObject example, bool optional = false) =>
        this with { Body = new ApiBody(schema, example, optional) };

    /// <summary>A body that is no JSON.</summary>
    public ApiOperation TakesContent(string description) => this with { Body = ApiBody.Binary(description) };

    /// <summary>The same as a form, with the notebook as a file.</summary>
    public ApiOperation OrForm(JsonObject schema) => this with { Body = Body! with { Form = schema } };

    public ApiOperation Gives<TView>(int status, string description) =>
        GivesJson(status, description, Schemas.Of<TView>(), typeof(TView));

    /// <param name="views">The records that the schema refers to.</param>
    public ApiOperation GivesJson(int status, string description, JsonObject schema, params IReadOnlyList<Type> views) =>
        Answer(new ApiAnswer(status, description) { Schema = schema, Views = views });

    public ApiOperation GivesNothing(int status, string description) => Answer(new ApiAnswer(status, description));

    /// <summary>Bytes of a media type, whole or in part.</summary>
    public ApiOperation GivesContent(string mediaType, string description) => this
        .Header("Range", Schemas.Text(maxLength: 200), "Which bytes are asked for, as in RFC 9110.")
        .Header("If-None-Match", Schemas.Text(), "Answers 304 without a body where the content has this tag.")
        .Answer(new ApiAnswer(200, description) { MediaType = mediaType, Schema = Schemas.Binary() })
        .Answer(new ApiAnswer(206, "The bytes that were asked for.") { MediaType = mediaType, Schema = Schemas.Binary() })
        .GivesNothing(304, "The content has the tag of If-None-Match.");

    /// <summary>The last answer, in another form.</summary>
    public ApiOperation OrContent(string mediaType) =>
        this with { Answers = [.. Answers.SkipLast(1), Answers[^1] with { OtherMediaType = mediaType }] };

    /// <summary>Server-sent events.</summary>
    public ApiOperation GivesEvents(string description) => this
        .Header("Last-Event-ID", Schemas.Text(), "The id of the last event that the client has heard of.")
        .Answer(new ApiAnswer(200, description) { MediaType = "text/event-stream", Schema = new JsonObject { ["type"] = "string" } })
        .GivesNothing(204, "There is nothing more to hear.");

    /// <summary>A page of a list.</summary>
    public ApiOperation GivesPage(JsonObject item, int normal, int max, params IReadOnlyList<Type> views) => this
        .Query("limit", Schemas.Integer(1, max).With("default", normal), "How many items a page has at most.")
        .Query("cursor", Schemas.Text(), "The cursor of the page before.")
        .GivesJson(200, "A page, with a cursor while there is more.", Schemas.Page(item), views);

    public ApiOperation GivesPage<TView>(int normal, int max) => GivesPage(Schemas.Of<TView>(), normal, max, typeof(TView));

    /// <summary>GET under an ETag.</summary>
    public ApiOperation GivesTagged<TView>(string description) => this
        .Header("If-None-Match", Schemas.Text(), "Answers 304 without a body where the resource has this tag.")
        .Gives<TView>(200, description)
        .GivesNothing(304, "The resource has the tag of If-None-Match.");

    /// <summary>Changes something only as long as it is as the caller knows it.</summary>
    public ApiOperation IfMatch() => Header(
        "If-Match", Schemas.EntityTag(), "The ETag that the resource must still have; * for any.");

    private ApiOperation Answer(ApiAnswer answer) => this with { Answers = [.. Answers, answer] };
}
