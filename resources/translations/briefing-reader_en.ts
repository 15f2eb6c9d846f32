<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
    <context>
        <name>Citations</name>
        <message numerus="yes">
            <source>%n passage(s)</source>
            <translation>
                <numerusform>%Ln passage</numerusform>
                <numerusform>%Ln passages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Collecting</name>
        <message numerus="yes">
            <source>Added to the handout, which has %n item(s) now.</source>
            <translation>
                <numerusform>Added to the handout, which has %Ln item now.</numerusform>
                <numerusform>Added to the handout, which has %Ln items now.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Added to “{title}”, which has %n item(s) now.</source>
            <translation>
                <numerusform>Added to “{title}”, which has %Ln item now.</numerusform>
                <numerusform>Added to “{title}”, which has %Ln items now.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Composer</name>
        <message numerus="yes">
            <source>%n line(s) too many: cut so much.</source>
            <translation>
                <numerusform>%Ln line too many: cut so much.</numerusform>
                <numerusform>%Ln lines too many: cut so much.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The form of the paper has %n fault(s) to mend.</source>
            <translation>
                <numerusform>The form of the paper has %Ln fault to mend.</numerusform>
                <numerusform>The form of the paper has %Ln faults to mend.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DocumentsPane</name>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%Ln document</numerusform>
                <numerusform>%Ln documents</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Handing</name>
        <message numerus="yes">
            <source>%n page(s) sent to the printer</source>
            <translation>
                <numerusform>%Ln page sent to the printer</numerusform>
                <numerusform>%Ln pages sent to the printer</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>History</name>
        <message numerus="yes">
            <source>%n reworded</source>
            <translation>
                <numerusform>%Ln reworded</numerusform>
                <numerusform>%Ln reworded</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n added</source>
            <translation>
                <numerusform>%Ln added</numerusform>
                <numerusform>%Ln added</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n taken out</source>
            <translation>
                <numerusform>%Ln taken out</numerusform>
                <numerusform>%Ln taken out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n moved</source>
            <translation>
                <numerusform>%Ln moved</numerusform>
                <numerusform>%Ln moved</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n passage(s) unchanged</source>
            <translation>
                <numerusform>%Ln passage unchanged</numerusform>
                <numerusform>%Ln passages unchanged</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Options</name>
        <message numerus="yes">
            <source>%n recipient(s)</source>
            <translation>
                <numerusform>%Ln recipient</numerusform>
                <numerusform>%Ln recipients</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Outgoing</name>
        <message numerus="yes">
            <source>%n copy(ies) sent to the printer.</source>
            <translation>
                <numerusform>%Ln copy sent to the printer.</numerusform>
                <numerusform>%Ln copies sent to the printer.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReaderPane</name>
        <message numerus="yes">
            <source>about %n hour(s) left</source>
            <translation>
                <numerusform>about %Ln hour left</numerusform>
                <numerusform>about %Ln hours left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n minute(s) left</source>
            <translation>
                <numerusform>about %Ln minute left</numerusform>
                <numerusform>about %Ln minutes left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Register</name>
        <message numerus="yes">
            <source>%n copy(ies)</source>
            <translation>
                <numerusform>%Ln copy</numerusform>
                <numerusform>%Ln copies</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n paper(s)</source>
            <translation>
                <numerusform>%Ln paper</numerusform>
                <numerusform>%Ln papers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Registering</name>
        <message numerus="yes">
            <source>%n copy(ies) are destroyed.</source>
            <translation>
                <numerusform>%Ln copy is destroyed.</numerusform>
                <numerusform>%Ln copies are destroyed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n copy(ies) are out again.</source>
            <translation>
                <numerusform>%Ln copy is out again.</numerusform>
                <numerusform>%Ln copies are out again.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n copy(ies) came back.</source>
            <translation>
                <numerusform>%Ln copy came back.</numerusform>
                <numerusform>%Ln copies came back.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ResultDelegate</name>
        <message numerus="yes">
            <source>%n place(s)</source>
            <translation>
                <numerusform>%Ln place</numerusform>
                <numerusform>%Ln places</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ResultsHead</name>
        <message numerus="yes">
            <source>%n document(s) found</source>
            <translation>
                <numerusform>%Ln document found</numerusform>
                <numerusform>%Ln documents found</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n note(s) found</source>
            <translation>
                <numerusform>%Ln note found</numerusform>
                <numerusform>%Ln notes found</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Safekeeping</name>
        <message numerus="yes">
            <source>Your notes have gone %n day(s) without a backup.</source>
            <translation>
                <numerusform>Your notes have gone %Ln day without a backup.</numerusform>
                <numerusform>Your notes have gone %Ln days without a backup.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Noting</name>
        <message numerus="yes">
            <source>%n note(s) deleted.</source>
            <translation>
                <numerusform>%Ln note deleted.</numerusform>
                <numerusform>%Ln notes deleted.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Summary</name>
        <message numerus="yes">
            <source>%n copy(ies)</source>
            <translation>
                <numerusform>%Ln copy</numerusform>
                <numerusform>%Ln copies</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%Ln page</numerusform>
                <numerusform>%Ln pages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sheet(s)</source>
            <translation>
                <numerusform>%Ln sheet</numerusform>
                <numerusform>%Ln sheets</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TrayPane</name>
        <message numerus="yes">
            <source>%n item(s)</source>
            <translation>
                <numerusform>%Ln item</numerusform>
                <numerusform>%Ln items</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message numerus="yes">
            <source>%n note(s) to check: the text has changed.</source>
            <translation>
                <numerusform>%Ln note to check: the text has changed.</numerusform>
                <numerusform>%Ln notes to check: the text has changed.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Notes</name>
        <message numerus="yes">
            <source>Delete %n note(s)</source>
            <translation>
                <numerusform>Delete %Ln note</numerusform>
                <numerusform>Delete %Ln notes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n repl(y/ies)</source>
            <translation>
                <numerusform>%Ln reply</numerusform>
                <numerusform>%Ln replies</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FiguresPane</name>
        <message numerus="yes">
            <source>Only what to check (%n)</source>
            <translation>
                <numerusform>Only what to check (%Ln)</numerusform>
                <numerusform>Only what to check (%Ln)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n figure(s)</source>
            <translation>
                <numerusform>%Ln figure</numerusform>
                <numerusform>%Ln figures</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Figuring</name>
        <message numerus="yes">
            <source>%n figure(s) copied with their sources.</source>
            <translation>
                <numerusform>%Ln figure copied with its source.</numerusform>
                <numerusform>%Ln figures copied with their sources.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AllNotesPane</name>
        <message numerus="yes">
            <source>%n note(s)</source>
            <translation>
                <numerusform>%Ln note</numerusform>
                <numerusform>%Ln notes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n repl(y/ies)</source>
            <translation>
                <numerusform>%Ln reply</numerusform>
                <numerusform>%Ln replies</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Labels</name>
        <message numerus="yes">
            <source>Labels of %n note(s)</source>
            <translation>
                <numerusform>Labels of %Ln note</numerusform>
                <numerusform>Labels of %Ln notes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Exchanging</name>
        <message numerus="yes">
            <source>%n note(s) changed since stay as they are.</source>
            <translation>
                <numerusform>%Ln note changed since stays as it is.</numerusform>
                <numerusform>%Ln notes changed since stay as they are.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PackageSheet</name>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%Ln document</numerusform>
                <numerusform>%Ln documents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) replaced by newer ones</source>
            <translation>
                <numerusform>%Ln document replaced by a newer one</numerusform>
                <numerusform>%Ln documents replaced by newer ones</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) withdrawn</source>
            <translation>
                <numerusform>%Ln document withdrawn</numerusform>
                <numerusform>%Ln documents withdrawn</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new document(s)</source>
            <translation>
                <numerusform>%Ln new document</numerusform>
                <numerusform>%Ln new documents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of your notes lie in documents that change.</source>
            <translation>
                <numerusform>%Ln of your notes lies in a document that changes.</numerusform>
                <numerusform>%Ln of your notes lie in documents that change.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>None of your %n note(s) is in a changed passage.</source>
            <translation>
                <numerusform>Your %Ln note is in no changed passage.</numerusform>
                <numerusform>None of your %Ln notes is in a changed passage.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of your notes ({notes}) lie in changed passages.</source>
            <translation>
                <numerusform>%Ln of your notes ({notes}) lies in a changed passage.</numerusform>
                <numerusform>%Ln of your notes ({notes}) lie in changed passages.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n updated document(s)</source>
            <translation>
                <numerusform>%Ln updated document</numerusform>
                <numerusform>%Ln updated documents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) taken out</source>
            <translation>
                <numerusform>%Ln document taken out</numerusform>
                <numerusform>%Ln documents taken out</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RootForm</name>
        <message numerus="yes">
            <source>%n word(s) are typed; there must be twelve.</source>
            <translation>
                <numerusform>%Ln word is typed; there must be twelve.</numerusform>
                <numerusform>%Ln words are typed; there must be twelve.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WorkStrip</name>
        <message numerus="yes">
            <source>about %n second(s) left</source>
            <translation>
                <numerusform>about %Ln second left</numerusform>
                <numerusform>about %Ln seconds left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ChangesPage</name>
        <message numerus="yes">
            <source>%n problem(s) stand in the way of a release.</source>
            <translation>
                <numerusform>%Ln problem stands in the way of a release.</numerusform>
                <numerusform>%Ln problems stand in the way of a release.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HistoryPage</name>
        <message numerus="yes">
            <source>%n receipt(s) name another edition of this number.</source>
            <translation>
                <numerusform>%Ln receipt names another edition of this number.</numerusform>
                <numerusform>%Ln receipts name another edition of this number.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Releasing</name>
        <message numerus="yes">
            <source>%n file(s) were left out.</source>
            <translation>
                <numerusform>%Ln file was left out.</numerusform>
                <numerusform>%Ln files were left out.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new receipt(s).</source>
            <translation>
                <numerusform>%Ln new receipt.</numerusform>
                <numerusform>%Ln new receipts.</numerusform>
            </translation>
        </message>
    </context>
</TS>
