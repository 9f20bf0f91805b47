namespace Csms.Console.Api.Http;

/// <summary>Reads a place in a list from the text that stands for it; false when it is none.</summary>
internal delegate bool PlaceReader<TPlace>(string text, out TPlace place);
