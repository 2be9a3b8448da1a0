"""The OpenSearch description (OpenSearch 1.1): how a browser's address bar searches here."""

from xml.etree import ElementTree as ET

from webapp.addresses import links
from webapp.site import Site

KIND = "application/opensearchdescription+xml"
_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
# What the standard allows for the short name.
_SHORT_NAME = 16


def description(base: str, site: Site) -> bytes:
    """The description; `base` is what makes its addresses whole, as browsers take no others here."""
    root = ET.Element("OpenSearchDescription", {"xmlns": _NAMESPACE})
    ET.SubElement(root, "ShortName").text = site.texts.name[:_SHORT_NAME]
    ET.SubElement(root, "Description").text = site.texts.tagline
    ET.SubElement(root, "InputEncoding").text = "UTF-8"
    ET.SubElement(root, "Language").text = site.texts.language
    for kind, path in (("text/html", links.PAGE), ("application/atom+xml", links.FEED)):
        template = base + site.to(f"{path}?q={{searchTerms}}")
        ET.SubElement(root, "Url").attrib.update({"type": kind, "template": template})
    completions = {
        "type": "application/x-suggestions+json",
        "template": f"{base}{links.at(links.SUGGESTIONS)}?q={{searchTerms}}",
    }
    ET.SubElement(root, "Url").attrib.update(completions)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text
