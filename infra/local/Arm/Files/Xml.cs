using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace CloudWorkspaces.Local.Arm.Files;

/// <summary>Answers in XML.</summary>
internal static class Xml
{
    public static async Task WriteAsync(FileRequest request, XElement root)
    {
        request.Context.Response.ContentType = "application/xml";
        var settings = new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(false), CheckCharacters = false };
        await using var writer = XmlWriter.Create(request.Context.Response.Body, settings);
        await root.SaveAsync(writer, request.Context.RequestAborted);
    }
}
