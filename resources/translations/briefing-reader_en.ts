<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
    <context>
        <name>Citations</name>
        <message numerus="yes">
            <source>%n passage(s)</source>
            <translation>
                <numerusform>%n passage</numerusform>
                <numerusform>%n passages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DocumentsPane</name>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%n document</numerusform>
                <numerusform>%n documents</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Handing</name>
        <message numerus="yes">
            <source>%n page(s) sent to the printer</source>
            <translation>
                <numerusform>%n page sent to the printer</numerusform>
                <numerusform>%n pages sent to the printer</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>History</name>
        <message numerus="yes">
            <source>%n reworded</source>
            <translation>
                <numerusform>%n reworded</numerusform>
                <numerusform>%n reworded</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n added</source>
            <translation>
                <numerusform>%n added</numerusform>
                <numerusform>%n added</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n taken out</source>
            <translation>
                <numerusform>%n taken out</numerusform>
                <numerusform>%n taken out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n moved</source>
            <translation>
                <numerusform>%n moved</numerusform>
                <numerusform>%n moved</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n passage(s) unchanged</source>
            <translation>
                <numerusform>%n passage unchanged</numerusform>
                <numerusform>%n passages unchanged</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReaderPane</name>
        <message numerus="yes">
            <source>about %n minute(s) left</source>
            <translation>
                <numerusform>about %n minute left</numerusform>
                <numerusform>about %n minutes left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ResultDelegate</name>
        <message numerus="yes">
            <source>%n place(s)</source>
            <translation>
                <numerusform>%n place</numerusform>
                <numerusform>%n places</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ResultsHead</name>
        <message numerus="yes">
            <source>%n document(s) found</source>
            <translation>
                <numerusform>%n document found</numerusform>
                <numerusform>%n documents found</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n note(s) found</source>
            <translation>
                <numerusform>%n note found</numerusform>
                <numerusform>%n notes found</numerusform>
            </translation>
        </message>
    </context>
</TS>
